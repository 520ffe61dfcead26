import PregelDiagnostics

/// `help`: what `--help` prints, for those who ask with a word.
enum HelpCommand {
    static let command = Command(
        name: "help", summary: "Prints the help of a command",
        operands: [
            Operand("COMMAND", help: "the command, as it is called; without one, the program itself", number: .any)
        ],
        examples: ["pregel-host help run", "pregel-host help plugin inspect"],
        statuses: [Command.Status(.completed, "it did what it was asked"), .usage],
        action: show)

    private static func show(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
        var command = Program.command
        var path = command.name
        for word in arguments.operands {
            if command.planned.contains(word) { throw UsageError.plannedCommand(word, path: path) }
            guard command.action == nil else { throw UsageError.unwantedOperand(word, path: path) }
            guard let found = command.subcommands.first(where: { $0.name == word }) else {
                throw UsageError.unknownCommand(word, in: command, path: path)
            }
            command = found
            path += " " + word
        }
        console.write(HelpText(command: command, path: path).text)
        return .completed
    }
}
