import PregelDiagnostics

/// A command, as data: the parser, the help and the suggestions for typos all read this.
struct Command: Sendable {
    /// What a command does when it is called.
    typealias Action = @Sendable (Arguments, Console) throws -> ExitStatus

    let name: String
    /// One sentence without a full stop.
    let summary: String
    var operands: [Operand] = []
    var options: [Option] = []
    var subcommands: [Command] = []
    /// Commands to copy, each with what it shows.
    var examples: [String] = []
    /// How it may exit, and what that means.
    var statuses: [Status] = Status.usual
    /// Not shown in the help: for the program's own use.
    var isHidden = false
    /// Names of subcommands that the specification has, and this version does not.
    var planned: [String] = []
    /// Absent in a command that only holds others.
    var action: Action?

    /// A status that a command exits with.
    struct Status: Sendable {
        let code: ExitStatus
        let meaning: String

        init(_ code: ExitStatus, _ meaning: String) {
            self.code = code
            self.meaning = meaning
        }
    }

    /// The options with those that every command has.
    var allOptions: [Option] { options + [.help, .version] }

    /// What the help shows.
    var shownOptions: [Option] { allOptions.filter(\.isAvailable) }

    /// What the help shows.
    var shownSubcommands: [Command] { subcommands.filter { !$0.isHidden } }
}

extension Command.Status {
    /// Of a command that reads something and prints something.
    static let usual = [
        Command.Status(.completed, "it did what it was asked"), usage,
        Command.Status(.invalidInput, "an invalid file"),
        Command.Status(.plugin, "a plugin or component is missing, refused or does not fit"),
    ]
    static let usage = Command.Status(.usage, "an unknown command, option or value")
    static let interrupted = Command.Status(.interrupted, "stopped from the keyboard")
}
