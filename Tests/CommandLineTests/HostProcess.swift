import Foundation

/// A run of the built `pregel-host`, as a user has it: arguments in, two texts and a status out.
struct HostProcess {
    /// What a finished run left.
    struct Outcome {
        var status: Int32
        /// The signal that ended it; 0 where it ended by itself.
        var signal: Int32
        var output: String
        var errors: String
    }

    /// The folder of everything that was built: the host, its plugins and this test bundle.
    static let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    static let executable = products.appendingPathComponent("pregel-host").path
    /// The project's own folder.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private let process: pid_t
    private let folder: TemporaryFolder
    /// Where standard output can be read while the process runs; `nil` where it goes to a file.
    let outputPipe: FileHandle?

    /// Runs the host to its end.
    static func run(
        _ arguments: String..., input: String = "", environment: [String: String] = [:], in folder: URL = root
    ) throws -> Outcome {
        try run(arguments, input: input, environment: environment, in: folder)
    }

    static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:], in folder: URL = root
    ) throws -> Outcome {
        try HostProcess(arguments, input: input, environment: environment, in: folder).wait()
    }

    /// Starts the host. With `readsAlong` its output comes through `outputPipe`, not in the outcome.
    init(
        _ arguments: [String], input: String = "", environment: [String: String] = [:], in workingFolder: URL = root,
        readsAlong: Bool = false
    ) throws {
        folder = try TemporaryFolder()
        let input = try folder.write(input, to: "input")
        var pipes: [Int32] = [-1, -1]
        if readsAlong, pipe(&pipes) != 0 { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        outputPipe = readsAlong ? FileHandle(fileDescriptor: pipes[0], closeOnDealloc: true) : nil

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        if readsAlong {
            posix_spawn_file_actions_adddup2(&actions, pipes[1], 1)
            posix_spawn_file_actions_addclose(&actions, pipes[0])
        } else {
            posix_spawn_file_actions_addopen(&actions, 1, folder.path("output"), O_WRONLY | O_CREAT, 0o600)
        }
        posix_spawn_file_actions_addopen(&actions, 2, folder.path("errors"), O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addchdir_np(&actions, workingFolder.path)

        var variables = ProcessInfo.processInfo.environment
        variables["PREGEL_PLUGIN_PATH"] = nil
        variables.merge(environment) { _, new in new }
        process = try Self.spawn(
            [Self.executable] + arguments, variables.map { "\($0.key)=\($0.value)" }, actions: &actions)
        if readsAlong { close(pipes[1]) }
    }

    private static func spawn(
        _ words: [String], _ variables: [String], actions: inout posix_spawn_file_actions_t
    ) throws -> pid_t {
        var words: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        let status = posix_spawn(&process, executable, &actions, nil, &words, &variables)
        guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: status) ?? .EIO) }
        return process
    }

    /// Presses Ctrl-C, as far as the process can tell.
    func interrupt() { kill(process, SIGINT) }

    /// Waits for the end.
    func wait() throws -> Outcome {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        }
        return Outcome(
            status: (status >> 8) & 0xFF, signal: status & 0x7F, output: folder.read("output"),
            errors: folder.read("errors"))
    }
}
