/// How a value is written as JSON.
public struct JSONStyle: Sendable {
    /// Whether lines are broken and indented by two spaces; what fits in 100 columns stays on one line.
    public var isPretty: Bool
    /// Whether members are sorted by the bytes of their keys, and doubles that are whole written as whole numbers.
    public var sortsKeys: Bool

    /// No spaces, members in their order.
    public static let compact = JSONStyle(isPretty: false, sortsKeys: false)
    /// For people.
    public static let pretty = JSONStyle(isPretty: true, sortsKeys: false)
    /// No spaces, members sorted, `3.0` as `3`: equal values give equal texts.
    public static let canonical = JSONStyle(isPretty: false, sortsKeys: true)

    /// Makes a style.
    public init(isPretty: Bool, sortsKeys: Bool) {
        self.isPretty = isPretty
        self.sortsKeys = sortsKeys
    }
}

extension Value: CustomStringConvertible {
    /// The value as JSON; bytes as `{"$bytes": base64}`.
    public func json(_ style: JSONStyle = .compact) -> String {
        withJSON(style) { String(decoding: $0, as: UTF8.self) }
    }

    /// Appends the value as JSON.
    public func writeJSON(_ style: JSONStyle = .compact, to out: inout [UInt8]) {
        withJSON(style) { out += $0 }
    }

    private func withJSON<R>(_ style: JSONStyle, _ body: (UnsafeRawBufferPointer) -> R) -> R {
        var writer = JSONWriter(style: style)
        withExtendedLifetime(owner) { writer.write(raw) }
        return writer.out.withBytes(body)
    }

    /// Compact JSON.
    public var description: String { json() }
}
