/// What a command takes besides options, as data.
struct Operand: Sendable {
    /// How many of them are wanted.
    enum Number: Sendable {
        case one, atLeastOne, any
    }

    /// What stands for it in the help: `MANIFEST`.
    let name: String
    let help: String
    let number: Number

    init(_ name: String, help: String, number: Number = .one) {
        self.name = name
        self.help = help
        self.number = number
    }

    /// As the usage line shows it.
    var spelling: String {
        switch number {
        case .one: name
        case .atLeastOne: name + "..."
        case .any: "[\(name)...]"
        }
    }
}
