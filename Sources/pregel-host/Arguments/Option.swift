/// An option of a command, as data: what the parser accepts and what the help says come from here.
struct Option: Sendable {
    /// The long name, without its dashes.
    let name: String
    /// A one-letter name.
    let letter: Character?
    /// What stands for the value in the help; `nil` for a flag, which takes none.
    let valueName: String?
    /// What it does, without a full stop.
    let help: String
    /// What holds where it is not given; `nil` for an option that is then as if it were not there.
    let fallback: String?
    /// The words that the value may be, each with what it is for; empty where it may be anything.
    let choices: [Choice]
    /// Whether it may be given several times; otherwise a second one is refused.
    let isRepeatable: Bool
    /// Whether this version has it. One that is planned is refused by name, never ignored.
    let isAvailable: Bool

    /// A word that an option's value may be.
    struct Choice: Sendable {
        let name: String
        let help: String
    }

    init(
        _ name: String, letter: Character? = nil, value valueName: String? = nil, help: String,
        fallback: String? = nil, choices: [Choice] = [], isRepeatable: Bool = false
    ) {
        self.name = name
        self.letter = letter
        self.valueName = valueName
        self.help = help
        self.fallback = fallback
        self.choices = choices
        self.isRepeatable = isRepeatable
        self.isAvailable = true
    }

    private init(planned name: String, takesValue: Bool) {
        self.name = name
        letter = nil
        valueName = takesValue ? "VALUE" : nil
        help = ""
        fallback = nil
        choices = []
        isRepeatable = true
        isAvailable = false
    }

    /// An option that the specification has, and this version does not.
    static func planned(_ name: String, takesValue: Bool = true) -> Option {
        Option(planned: name, takesValue: takesValue)
    }

    /// The option as a user writes it.
    var spelling: String { "--" + name }
}

extension Option {
    /// Asks for a command's help; every command has it.
    static let help = Option("help", letter: "h", help: "print this help")
    /// Asks for the program's version; every command has it.
    static let version = Option("version", help: "print the version")
    /// Machine-readable output.
    static let json = Option("json", help: "write JSON, an object a line")
}
