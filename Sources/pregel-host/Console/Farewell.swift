import CHostExit
import PregelDiagnostics
import PregelPlugins
import PregelValues

/// The end of a command that plugins took part in: it is theirs to tidy up, for a limited time, and the host's to end.
enum Farewell {
    /// Limits the time that instances have for their end, once it is known how the process will exit.
    static func begin(_ status: ExitStatus, _ console: Console) {
        host_exit_tell(nil)
        Interruption.forget()
        let log = StandardErrorLog(errors: console.errors)
        OwnProcess.restore(log)
        Interruption.limitEnd(status, log)
    }

    /// Puts right what plugins have changed, and has each one shut itself down.
    static func shutDown(_ status: ExitStatus, _ console: Console, seconds: Int = 5) {
        guard !LoadedPlugins.ids.isEmpty else { return }
        let log = StandardErrorLog(errors: console.errors)
        OwnProcess.restore(log)
        PluginLoader.shutDown { Interruption.limitEnd(status, log, seconds: seconds) }
    }

    /// From now on a plugin that ends the process is told of as the last line of `--json`, too.
    static func tellEnds(_ console: Console) {
        // What the line goes to is the same for the whole process.
        output = console
        host_exit_tell { reason in
            guard let reason, let output = Farewell.output else { return }
            let place = LoadedPlugins.current
            let error: Value = [
                "code": "plugin.ended-process", "kind": .null, "message": Value(String(cString: reason)),
                "node": place.node.map { Value($0) } ?? .null, "plugin": place.plugin.map { Value($0) } ?? .null,
            ]
            let line: Value = [
                "status": "failed", "output": .null, "interrupts": .array([]), "error": error, "run_id": .null,
                "thread": .null,
            ]
            output.print(JSONText.line(line))
        }
    }

    nonisolated(unsafe) private static var output: Console?
}
