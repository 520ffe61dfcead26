package import PregelDiagnostics
package import PregelValues

/// A JSON text that was read, with the places of its parts.
package final class JSONDocument: Sendable {
    package let name: String
    package let root: Value
    private let text: SourceText
    private let places: [String: (key: Range<Int>?, value: Range<Int>)]

    package init(name: String, bytes: [UInt8]) throws(DiagnosticsError) {
        self.name = name
        text = SourceText(name: name, bytes: bytes)
        var parser = StubParser(bytes)
        do throws(StubParser.Fail) {
            root = try parser.run()
        } catch {
            let location = text.location(of: error.offset..<error.offset + 1)
            throw DiagnosticsError(Diagnostic(code: "manifest.malformed", message: error.message, location: location))
        }
        places = parser.places
    }

    package func value(at pointer: String) -> Value? {
        var value = root
        for token in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            guard let next = value[Place.unescaped(token)] else { return nil }
            value = next
        }
        return value
    }

    func location(of pointer: String, _ part: Place.Part) -> SourceLocation {
        guard let place = places[pointer] else { return SourceLocation(file: name, pointer: pointer) }
        return text.location(of: part == .key ? place.key ?? place.value : place.value, pointer: pointer)
    }
}
