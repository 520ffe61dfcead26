import PregelDiagnostics

/// The help of a command, made from the same data that the parser reads.
struct HelpText {
    let command: Command
    /// The command's full name.
    let path: String

    /// The whole text, with a line break at the end.
    var text: String {
        var parts = [command.summary + ".", usage]
        parts.append(section("Arguments", command.operands.map { ($0.spelling, $0.help) }))
        parts.append(section("Commands", command.shownSubcommands.map { ($0.name, $0.summary) }))
        parts.append(section("Options", command.shownOptions.map { (Self.spelling(of: $0), Self.help(of: $0)) }))
        for option in command.shownOptions where !option.choices.isEmpty {
            parts.append(section("Values of \(option.spelling)", option.choices.map { ($0.name, $0.help) }))
        }
        parts.append(statuses)
        parts.append(examples)
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private var usage: String {
        var words = ["Usage:", path]
        if !command.shownSubcommands.isEmpty { words.append("COMMAND") }
        words.append("[OPTIONS]")
        words += command.operands.map(\.spelling)
        return words.joined(separator: " ")
    }

    /// A command that only holds others exits with theirs.
    private var statuses: String {
        guard command.action != nil else { return "" }
        return section("Exit status", command.statuses.map { ("\($0.code.rawValue)", $0.meaning) })
    }

    private var examples: String {
        guard !command.examples.isEmpty else { return "" }
        let title = command.examples.count == 1 ? "Example:" : "Examples:"
        return ([title] + command.examples.map { "  " + $0 }).joined(separator: "\n")
    }

    private static func help(of option: Option) -> String {
        option.help + (option.fallback.map { " (default: \($0))" } ?? "")
    }

    private static func spelling(of option: Option) -> String {
        let letter = option.letter.map { "-\($0), " } ?? "    "
        return letter + option.spelling + (option.valueName.map { " " + $0 } ?? "")
    }

    private func section(_ title: String, _ rows: [(name: String, help: String)]) -> String {
        guard !rows.isEmpty else { return "" }
        let width = (rows.map(\.name.count).max() ?? 0) + 2
        let lines = rows.map { row in
            "  " + row.name + String(repeating: " ", count: width - row.name.count) + row.help
        }
        return ([title + ":"] + lines).joined(separator: "\n")
    }
}
