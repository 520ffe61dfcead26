extension Value {
    /// Reads JSON text, strictly as RFC 8259 has it; the text is copied.
    ///
    /// A number that is whole as written and fits `Int64` is a whole number, every other one a double.
    public init(json text: UnsafeRawBufferPointer, options: JSONOptions = .init()) throws(JSONError) {
        self = try Value.read(text, options).get()
    }

    /// Reads JSON text from bytes.
    public init(json text: [UInt8], options: JSONOptions = .init()) throws(JSONError) {
        self = try text.withUnsafeBytes { Value.read($0, options) }.get()
    }

    /// Reads JSON text from a string.
    public init(json text: String, options: JSONOptions = .init()) throws(JSONError) {
        var text = text
        self = try text.withUTF8 { Value.read(UnsafeRawBufferPointer($0), options) }.get()
    }

    private static func read(_ text: UnsafeRawBufferPointer, _ options: JSONOptions) -> Result<Value, JSONError> {
        // The border counts the bytes of a string in 32 bits.
        let most = min(options.maxBytes, Int(UInt32.max))
        guard text.count <= most else {
            return .failure(
                JSONError(.tooLarge, "expected at most \(most) bytes, found \(text.count)", at: 0, in: text))
        }
        do throws(JSONFault) {
            return .success(try JSONReader.value(of: text, options: options))
        } catch {
            return .failure(JSONError(error.code, error.message, at: error.offset, in: text))
        }
    }
}
