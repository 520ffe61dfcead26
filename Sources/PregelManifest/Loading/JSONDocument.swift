package import PregelDiagnostics
package import PregelValues
internal import Synchronization

/// A JSON text that was read, and where its parts stand.
package final class JSONDocument: Sendable {
    /// What diagnostics call it.
    package let name: String
    package let root: Value
    let text: SourceText
    private let places = Mutex<JSONPlaces?>(nil)
    /// Whether some object has a key twice; rare, so that the search for them is made only then.
    private let hasDuplicates: Bool

    /// Reads a text; keys that stand twice are kept for `repeatedKeys`, everything else is thrown.
    package init(name: String, bytes: [UInt8]) throws(DiagnosticsError) {
        self.name = name
        text = SourceText(name: name, bytes: bytes)
        var hasDuplicates = false
        do throws(JSONError) {
            do throws(JSONError) {
                root = try Value(json: bytes, options: JSONOptions(duplicateKeys: .refuse, largeNumbers: .refuse))
            } catch  where error.code == .duplicateKey {
                hasDuplicates = true
                root = try Value(json: bytes, options: JSONOptions(largeNumbers: .refuse))
            }
        } catch {
            throw DiagnosticsError(Self.diagnostic(error, text))
        }
        self.hasDuplicates = hasDuplicates
    }

    private static func diagnostic(_ error: JSONError, _ text: SourceText) -> Diagnostic {
        var offset = min(error.offset, text.bytes.count)
        if offset == text.bytes.count {
            // The end of the last line that says something is a better place than an empty line behind it.
            while offset > 0, JSONCursor.isSpace(text.bytes[offset - 1]) { offset -= 1 }
        }
        if error.code == .precision { return tooPrecise(text, at: offset) }
        let isText = error.code != .utf8
        return Diagnostic(
            code: isText ? "json.malformed" : "json.not-utf8",
            message: (isText ? "this is not valid JSON: " : "this is not UTF-8: ") + error.message,
            location: text.location(of: offset..<offset + 1),
            fix: isText ? nil : "save the file in the encoding UTF-8")
    }

    /// A whole number that would become another one.
    private static func tooPrecise(_ text: SourceText, at offset: Int) -> Diagnostic {
        let number = text.bytes[offset...].prefix { $0 == UInt8(ascii: "-") || (48...57).contains($0) }
        let written = number.count <= 40 ? " \(String(decoding: number, as: UTF8.self))" : ""
        return Diagnostic(
            code: "json.number", message: "the whole number\(written) does not fit 64 bits, and would be rounded",
            location: text.location(of: number.indices),
            notes: ["whole numbers go from \(Int64.min) to \(Int64.max)"],
            fix: "write it as a string; or as 1.5e20, if a rounded number will do")
    }

    /// The value that a JSON pointer leads to.
    package func value(at pointer: String) -> Value? {
        JSONPointer(pointer).flatMap { root[$0] }
    }

    /// Diagnostics of the keys that stand more than once in an object at or below `pointer`; of very many only the first, with
    /// the number of the others.
    package func repeatedKeys(under pointer: String = "") -> (diagnostics: [Diagnostic], others: Int) {
        guard hasDuplicates, let place = withPlaces({ $0.place(of: pointer) }) else { return ([], 0) }
        let keys = RepeatedKeys(text.bytes, from: place.value.lowerBound, at: pointer)
        return (keys.found.map(diagnostic), keys.others)
    }

    /// The keys that stand more than once in some object, as an error; `nil` where there are none.
    package var repetition: DiagnosticsError? {
        let keys = repeatedKeys()
        guard !keys.diagnostics.isEmpty else { return nil }
        let rest = keys.others > 0 ? [FaultLimit.rest(keys.others, "json.more-faults", of: name)] : []
        return DiagnosticsError(keys.diagnostics + rest)
    }

    private func diagnostic(_ key: RepeatedKeys.Key) -> Diagnostic {
        let places = key.places.map { place in
            let location = text.location(of: place)
            return "in line \(location.line ?? 0), column \(location.column ?? 0)"
        }
        var notes = ["first " + places[0]]
        if key.count > 2 {
            let rest = key.count > places.count ? ", and \(key.count - places.count) times more" : ""
            notes.append("then " + places[1...].joined(separator: ", ") + rest)
        }
        let times = key.count == 2 ? "twice" : "\(key.count) times"
        return Diagnostic(
            code: "json.duplicate-key", message: "the key \(Wording.quoted(key.name)) stands in the object \(times)",
            location: text.location(of: key.places[1], pointer: key.pointer), notes: notes,
            fix: key.count == 2 ? "remove one of them" : "keep one of them")
    }

    /// The place of a value or a key; of what is not there, the nearest thing around it.
    func location(of pointer: String, _ part: Place.Part) -> FileLocation {
        let near = withPlaces { $0.nearest(pointer) }
        let isKey = part == .key && near.isThere
        return text.location(of: isKey ? near.span.key ?? near.span.value : near.span.value, pointer: pointer)
    }

    /// What the places of the text's parts answer; they are looked for when they are first asked for.
    func withPlaces<Answer>(_ ask: (inout JSONPlaces) -> Answer) -> Answer {
        places.withLock { places in
            var known = places ?? JSONPlaces(text.bytes)
            places = nil
            defer { places = known }
            return ask(&known)
        }
    }

    /// A string of JSON, given with its quotes.
    static func string(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "\\")) else {
            return String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
        }
        return (try? Value(json: Array(bytes)))?.string ?? ""
    }
}
