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

    /// Reads a text; keys that stand twice are kept for `duplicateKeys`, everything else is thrown.
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
            while offset > 0, JSONPlaces.isSpace(text.bytes[offset - 1]) { offset -= 1 }
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

    /// Diagnostics of keys that stand twice in an object at or below `pointer`.
    package func duplicateKeys(under pointer: String = "") -> [Diagnostic] {
        guard hasDuplicates else { return [] }
        return index().duplicates.filter { $0.pointer.hasPrefix(pointer + "/") }.map { duplicate in
            let first = text.location(of: duplicate.first)
            return Diagnostic(
                code: "json.duplicate-key",
                message: "the key \(Wording.quoted(duplicate.key)) stands in the object twice",
                location: text.location(of: duplicate.second, pointer: duplicate.pointer),
                notes: ["first in line \(first.line ?? 0), column \(first.column ?? 0)"], fix: "remove one of them")
        }
    }

    /// The place of a value or a key; of what is not there, the nearest thing around it.
    func location(of pointer: String, _ part: Place.Part) -> FileLocation {
        let places = index().places
        var near = pointer[...]
        while places[String(near)] == nil, let slash = near.lastIndex(of: "/") { near = near[..<slash] }
        guard let place = places[String(near)] else { return FileLocation(file: name, pointer: pointer) }
        let isThere = near.endIndex == pointer.endIndex
        return text.location(of: part == .key && isThere ? place.key ?? place.value : place.value, pointer: pointer)
    }

    func index() -> JSONPlaces {
        places.withLock { places in
            if let places { return places }
            let made = JSONPlaces(text.bytes)
            places = made
            return made
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
