import Testing

/// One way to break the contract, and what must come of it.
struct Misbehaviour: Sendable, CustomTestStringConvertible {
    /// What a call does that breaks the contract.
    enum Outcome: Sendable {
        /// The call fails, with a message that names the plugin and has this in it.
        case refused(String)
        /// It is forgiven: nothing comes of it.
        case forgiven
    }

    /// What the plugin does, in words.
    let name: String
    /// The same in C: the body of a function that has `host` and `call`, and of a node's and router's `task`.
    let code: String
    let outcome: Outcome

    init(_ name: String, _ code: String, _ outcome: Outcome) {
        self.name = name
        self.code = code
        self.outcome = outcome
    }

    var testDescription: String { name }
}
