import PregelDiagnostics
import PregelManifest
import PregelValues

/// JSON as the command line writes and reads it.
enum JSONText {
    /// On one line.
    static func line(_ value: Value) -> String { value.json(.compact) }

    /// For people.
    static func pretty(_ value: Value) -> String { value.json(.pretty) }

    /// Reads a text; keys that stand twice are a fault too.
    ///
    /// - Parameter name: What diagnostics call the text.
    static func read(_ bytes: [UInt8], name: String) throws(DiagnosticsError) -> Value {
        let document = try JSONDocument(name: name, bytes: bytes)
        guard let fault = document.repetition else { return document.root }
        throw fault
    }
}
