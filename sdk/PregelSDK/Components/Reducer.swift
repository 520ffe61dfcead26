/// Combines a write with the value that a channel has.
///
/// A reducer is pure: the same arguments give the same result, and nothing else happens. It must not keep its arguments.
public protocol Reducer: Component {
    /// What the channel holds.
    associatedtype Current: Codable = Value
    /// What nodes write.
    associatedtype Update: Decodable = Value

    /// Gives the channel's next value.
    ///
    /// - Throws: Why the two cannot be combined; the task that wrote `update` fails.
    func reduce(_ current: Current, _ update: Update) throws -> Current
}
