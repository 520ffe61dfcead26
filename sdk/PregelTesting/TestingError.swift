/// Why a plugin could not be tested, or how it broke the border's contract.
public struct TestingError: Error, Sendable, CustomStringConvertible {
    /// What happened.
    public let description: String

    init(_ description: String) { self.description = description }
}
