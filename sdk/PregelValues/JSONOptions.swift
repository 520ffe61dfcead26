/// How strictly JSON text is read.
public struct JSONOptions: Sendable, Hashable {
    /// What to do with an object that names a key twice.
    public enum DuplicateKeys: Sendable {
        /// The text is refused.
        case refuse
        /// The last value holds, at the place of the first.
        case last
    }

    /// The deepest nesting of arrays and objects that is read.
    public var maxDepth: Int

    /// The longest text that is read, in bytes.
    public var maxBytes: Int

    /// What to do with an object that names a key twice.
    public var duplicateKeys: DuplicateKeys

    /// Makes options; the defaults suit data from a plugin or the network.
    public init(maxDepth: Int = 512, maxBytes: Int = 1 << 30, duplicateKeys: DuplicateKeys = .last) {
        self.maxDepth = maxDepth
        self.maxBytes = maxBytes
        self.duplicateKeys = duplicateKeys
    }
}
