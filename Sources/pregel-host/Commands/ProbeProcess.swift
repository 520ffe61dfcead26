import CHostExit
import PregelDiagnostics
import PregelPlugins

/// `__probe`: the child process that loads an unknown plugin first. The host calls itself with it; nobody else does.
enum ProbeProcess {
    static let command = Command(
        name: "__probe", summary: "Loads a plugin in this process, and ends",
        operands: [Operand("FILE", help: "a plugin")],
        examples: ["pregel-host __probe FILE"], isHidden: true,
        action: { arguments, console in
            // The host looks at how this process ended.
            host_exit_allow()
            let status = ProbeCommand.main(arguments.operand) { console.output.write($0) }
            // One whose threads are slow to end has been loaded well.
            let end = ExitStatus(rawValue: status) ?? .internalFault
            Farewell.shutDown(end, console, seconds: 1)
            host_exit(end.rawValue)
        })
}
