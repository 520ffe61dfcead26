import CHostExit
import PregelDiagnostics
import PregelPlugins
import PregelValues
import Synchronization

/// The end of a command that plugins took part in: it is theirs to tidy up, for a limited time, and the host's to end.
enum Farewell {
    /// Limits the time that instances have for their end, once it is known how the process will exit.
    static func begin(_ status: ExitStatus, _ console: Console) {
        tellsEnds.store(false, ordering: .relaxed)
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
        Interruption.limitEnd(status, log, seconds: seconds)
        PluginLoader.shutDown { Interruption.limitEnd(status, log, seconds: seconds) }
    }

    /// From now on a plugin that ends the process has a limited time for what is left to be done then, and is told of as the
    /// last line of `--json` where that is asked for (`tellEnds`).
    static func watchEnds(_ console: Console) {
        // What the line goes to is the same for the whole process.
        Farewell.console = console
        host_exit_tell { reason in
            guard let reason, let console = Farewell.console else { return }
            Interruption.limitEnd(.failed, StandardErrorLog(errors: console.errors))
            if Farewell.tellsEnds.load(ordering: .relaxed) { Farewell.tell(String(cString: reason), console) }
        }
    }

    /// Has an end that a plugin makes told as the last line of `--json`, too.
    static func tellEnds() { tellsEnds.store(true, ordering: .relaxed) }

    private static func tell(_ reason: String, _ console: Console) {
        let place = LoadedPlugins.current
        let error: Value = [
            "code": "plugin.ended-process", "kind": .null, "message": Value(reason),
            "node": place.node.map { Value($0) } ?? .null, "plugin": place.plugin.map { Value($0) } ?? .null,
        ]
        let line: Value = [
            "status": "failed", "output": .null, "interrupts": .array([]), "error": error, "run_id": .null,
            "thread": .null,
        ]
        console.print(JSONText.line(line))
    }

    private static let tellsEnds = Atomic<Bool>(false)
    nonisolated(unsafe) private static var console: Console?
}
