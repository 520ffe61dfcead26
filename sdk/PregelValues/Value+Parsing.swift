extension Value {
    /// Reads a JSON text (RFC 8259, strictly). The bytes are copied once; strings point into that copy.
    ///
    /// Whole numbers that fit 64 bits stay whole; others, and those with a fraction or an exponent, become doubles.
    ///
    /// - Throws: The first fault with its place.
    public init(json: UnsafeRawBufferPointer, options: JSONOptions = JSONOptions()) throws(JSONError) {
        var reader = try JSONReader(json, options)
        defer { reader.deallocate() }
        self = try reader.read()
    }

    /// Reads a JSON text.
    ///
    /// - Throws: The first fault with its place.
    public init(json: [UInt8], options: JSONOptions = JSONOptions()) throws(JSONError) {
        self = try json.withUnsafeBytes { bytes in
            Result { () throws(JSONError) in try Value(json: bytes, options: options) }
        }.get()
    }

    /// Reads a JSON text.
    ///
    /// - Throws: The first fault with its place.
    public init(json: String, options: JSONOptions = JSONOptions()) throws(JSONError) {
        self = try Value(json: Array(json.utf8), options: options)
    }
}
