internal import PregelDiagnostics
package import PregelValues

extension JSONDocument {
    /// A member that an object is to have.
    package struct MemberEdit: Sendable {
        /// The JSON pointer of an object that has members.
        let object: String
        let key: String
        let value: Value

        package init(object: String, key: String, value: Value) {
            self.object = object
            self.key = key
            self.value = value
        }
    }

    /// The text with these members, all else byte for byte as it is.
    package func text(setting edits: [MemberEdit]) -> String {
        var bytes = text.bytes
        // From the end, so that the places before stay where they are.
        for change in edits.map(change).sorted(by: { $0.place.lowerBound > $1.place.lowerBound }) {
            bytes.replaceSubrange(change.place, with: change.text.utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func change(_ edit: MemberEdit) -> (place: Range<Int>, text: String) {
        let member = edit.object + "/" + Place.escaped(edit.key)
        if let place = withPlaces({ $0.place(of: member) }) {
            let indent = indentation(at: place.key?.lowerBound ?? place.value.lowerBound)
            return (place.value, json(edit.value, indent))
        }
        let keys = (value(at: edit.object) ?? .null).members.map(\.key)
        let others = withPlaces { places in
            keys.compactMap { places.place(of: edit.object + "/" + Place.escaped($0)) }
        }
        guard let last = others.max(by: { $0.value.upperBound < $1.value.upperBound }), let key = last.key else {
            let start = withPlaces { $0.place(of: edit.object) }?.value.lowerBound ?? 0
            return (start + 1..<start + 1, "\(Self.string(edit.key)): " + json(edit.value, indentation(at: start)))
        }
        return (last.value.upperBound..<last.value.upperBound, added(edit, behind: key.lowerBound, last.value))
    }

    /// A new last member, as its object has its members: each on a line of its own, or one behind the other as far as that
    /// fits.
    private func added(_ edit: MemberEdit, behind key: Int, _ value: Range<Int>) -> String {
        let indent = indentation(at: key)
        let hasOwnLine = lineStart(of: key) + indent.utf8.count == key
        let sameLine = ", \(Self.string(edit.key)): " + json(edit.value, indent)
        let column = value.upperBound - lineStart(of: value.upperBound)
        if !hasOwnLine, column + sameLine.utf8.count <= 100 { return sameLine }
        let own = hasOwnLine ? indent : indent + "  "
        return ",\(lineEnd)\(own)\(Self.string(edit.key)): " + json(edit.value, own)
    }

    /// Pretty JSON whose lines but the first have an indentation.
    private func json(_ value: Value, _ indent: String) -> String {
        value.json(.pretty).split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd + indent)
    }

    /// What ends the text's lines.
    private var lineEnd: String {
        guard let end = text.bytes.firstIndex(of: UInt8(ascii: "\n")), end > 0 else { return "\n" }
        return text.bytes[end - 1] == UInt8(ascii: "\r") ? "\r\n" : "\n"
    }

    private static func string(_ key: String) -> String { Value(key).json(.compact) }

    private func lineStart(of offset: Int) -> Int {
        (text.bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    }

    /// What the line that holds a place begins with.
    private func indentation(at offset: Int) -> String {
        let line = text.bytes[lineStart(of: offset)...]
        return String(decoding: line.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }, as: UTF8.self)
    }
}
