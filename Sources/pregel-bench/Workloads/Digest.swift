import PregelPlugins
import PregelValues

/// What tells results apart, as the peers' harness computes it: equal digests are equal results.
enum Digest {
    /// The first 16 hexadecimal digits of the SHA-256 of the value's canonical JSON.
    static func of(_ value: Value?) -> String {
        guard let value else { return "" }
        let text = Array(value.json(.canonical).utf8)
        return String(text.withUnsafeBytes { SHA256.hex(of: $0) }.prefix(16))
    }
}
