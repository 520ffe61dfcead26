extension Value {
    /// Reads a JSON text (RFC 8259, strictly). The bytes are copied once; strings point into that copy.
    ///
    /// Whole numbers that fit 64 bits stay whole; those with a fraction or an exponent become doubles, and so do larger
    /// ones unless the options refuse them.
    ///
    /// - Throws: The first fault with its place.
    public init(json: UnsafeRawBufferPointer, options: JSONOptions = JSONOptions()) throws(JSONError) {
        self = try JSONReader.value(of: json, options)
    }

    /// Reads a JSON text.
    ///
    /// - Throws: The first fault with its place.
    public init(json: [UInt8], options: JSONOptions = JSONOptions()) throws(JSONError) {
        self = try json.withUnsafeBytes { Value.read($0, options) }.get()
    }

    /// Reads a JSON text.
    ///
    /// - Throws: The first fault with its place.
    public init(json: String, options: JSONOptions = JSONOptions()) throws(JSONError) {
        var json = json
        self = try json.withUTF8 { Value.read(UnsafeRawBufferPointer($0), options) }.get()
    }

    private static func read(_ json: UnsafeRawBufferPointer, _ options: JSONOptions) -> Result<Value, JSONError> {
        Result { () throws(JSONError) in try JSONReader.value(of: json, options) }
    }
}
