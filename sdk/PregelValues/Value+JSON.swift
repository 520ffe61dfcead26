extension Value: CustomStringConvertible {
    /// The value as JSON text.
    ///
    /// Bytes are written as `{"$bytes": base64}`.
    public func json(_ style: JSONStyle = .compact) -> String {
        var text: [UInt8] = []
        appendJSON(to: &text, style)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the value as JSON text in UTF-8.
    public func appendJSON(to text: inout [UInt8], _ style: JSONStyle = .compact) {
        var writer = JSONWriter(style, appendingTo: text)
        // One reference to the text while it grows, so that it is never copied.
        text = []
        writer.write(raw)
        text = writer.finish()
        withExtendedLifetime(owner) {}
    }

    /// The value as compact JSON.
    public var description: String { json(.compact) }
}
