import PregelDiagnostics

/// The refusals of a command line that cannot be understood; all of them exit with status 2.
enum UsageError {
    static func unknownCommand(_ word: String, in command: Command, path: String) -> Diagnostic {
        let names = command.shownSubcommands.map(\.name)
        let near = nearestName(to: word, in: names)
        return make(
            "unknown-command", "\(path) has no command \(Wording.quoted(word))", path: path,
            notes: ["commands: " + names.joined(separator: ", ")], fix: near.map { "write \(path) \($0)" })
    }

    static func plannedCommand(_ word: String, path: String) -> Diagnostic {
        make("not-available", "the command \(path) \(word) is not available in this version", path: path)
    }

    static func unknownOption(_ spelling: String, in command: Command, path: String) -> Diagnostic {
        let shown = command.shownOptions
        let name = String(spelling.drop { $0 == "-" })
        let near = name.count > 1 ? nearestName(to: name, in: shown.map(\.name)) : nil
        return make(
            "unknown-option", "\(path) has no option \(Wording.clean(spelling, atMost: 60))", path: path,
            notes: ["options: " + shown.map(\.spelling).joined(separator: ", ")], fix: near.map { "write --\($0)" })
    }

    static func plannedOption(_ option: Option, path: String) -> Diagnostic {
        make("not-available", "the option \(option.spelling) is not available in this version", path: path)
    }

    static func plannedValue(_ word: String, of option: Option, path: String) -> Diagnostic {
        make("not-available", "\(option.spelling) \(word) is not available in this version", path: path)
    }

    /// - Parameter word: What stands where the value should: an option, most likely.
    static func missingValue(of option: Option, before word: String? = nil, path: String) -> Diagnostic {
        let valueName = option.valueName ?? "VALUE"
        let notes = word.map {
            ["\(Wording.quoted($0)) looks like an option; as a value: \(option.spelling)=\(ShellWord.of($0))"]
        }
        return make(
            "missing-value", "the option \(option.spelling) needs a value", path: path, notes: notes ?? [],
            fix: "write \(option.spelling) \(valueName), or \(option.spelling)=\(valueName)")
    }

    static func unwantedValue(_ text: String, of option: Option, path: String) -> Diagnostic {
        make(
            "unwanted-value", "the option \(option.spelling) takes no value, and \(Wording.quoted(text)) is given",
            path: path, fix: "write \(option.spelling) alone")
    }

    static func repeated(_ option: Option, _ values: [String], path: String) -> Diagnostic {
        let given = option.valueName == nil ? "" : ": " + values.map { Wording.quoted($0) }.joined(separator: " and ")
        return make(
            "repeated-option", "the option \(option.spelling) is given twice\(given)", path: path,
            fix: "write it once")
    }

    static func badValue(
        of option: Option, _ text: String, expected: String, fix: String? = nil, command path: String
    ) -> Diagnostic {
        make(
            "bad-value", "the option \(option.spelling) does not take \(Wording.quoted(text))", path: path,
            notes: ["expected: \(expected)"], fix: fix)
    }

    static func missingOperand(_ operand: Operand, path: String) -> Diagnostic {
        make("missing-operand", "\(path) needs \(operand.name): \(operand.help)", path: path)
    }

    static func unwantedOperand(_ word: String, path: String) -> Diagnostic {
        make("unwanted-operand", "\(path) takes no further argument \(Wording.quoted(word))", path: path)
    }

    static func unknownSchema(_ word: String, path: String) -> Diagnostic {
        let names = ["manifest", "scenario"]
        let near = nearestName(to: word, in: names)
        return make(
            "unknown-schema", "there is no schema \(Wording.quoted(word))", path: path,
            notes: ["schemas: " + names.joined(separator: ", ")], fix: near.map { "write \(path) \($0)" })
    }

    static func needs(_ option: Option, _ other: Option, path: String) -> Diagnostic {
        make(
            "lonely-option", "the option \(option.spelling) means nothing without \(other.spelling)", path: path,
            fix: "add \(other.spelling) \(other.valueName ?? "")")
    }

    static func conflict(_ option: Option, _ other: Option, path: String) -> Diagnostic {
        make(
            "conflicting-options", "the option \(option.spelling) means nothing beside \(other.spelling)", path: path,
            fix: "remove one of them")
    }

    static func missingCommand(in command: Command, path: String) -> Diagnostic {
        make(
            "missing-command", "\(path) needs a command", path: path,
            notes: ["commands: " + command.shownSubcommands.map(\.name).joined(separator: ", ")])
    }

    private static func make(
        _ problem: String, _ message: String, path: String, notes: [String] = [], fix: String? = nil
    ) -> Diagnostic {
        Diagnostic(
            code: "usage." + problem, message: message, notes: notes + ["help: \(path) --help"], fix: fix,
            exit: .usage)
    }
}
