/// Keeps results of nodes by key. All methods may wait, and may be called by several threads at once.
public protocol Cache: Component {
    /// The entry; `nil` where there is none or it has expired.
    ///
    /// - Parameter namespace: The parts of the namespace.
    func get(_ namespace: [String], _ key: String) throws -> [UInt8]?

    /// Keeps an entry.
    ///
    /// - Parameter lifetime: When it expires; `nil`: never.
    func put(_ namespace: [String], _ key: String, _ bytes: [UInt8], lifetime: Duration?) throws

    /// Forgets a namespace; without parts, everything.
    func clear(_ namespace: [String]) throws
}
