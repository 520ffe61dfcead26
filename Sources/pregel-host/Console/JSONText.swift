import PregelDiagnostics
import PregelValues

/// JSON as the command line writes and reads it.
enum JSONText {
    static func line(_ value: Value) -> String { value.description }
    static func pretty(_ value: Value) -> String { value.description }
    static func read(_ bytes: [UInt8], name: String) throws(Diagnostic) -> Value {
        var parser = StubParser(bytes)
        do throws(StubParser.Fail) {
            return try parser.run()
        } catch {
            let text = SourceText(name: name, bytes: bytes)
            throw Diagnostic(
                code: "input.malformed", message: error.message,
                location: text.location(of: error.offset..<error.offset + 1))
        }
    }
}
