import CHostExit
import CHostSystem
import Glibc
import PregelDiagnostics
import PregelPlugins

/// Reads the command line, calls the command, and exits with its status.
@main
enum EntryPoint {
    static func main() {
        let console = Console.ofProcess()
        host_exit_guard()
        Farewell.watchEnds(console)
        host_release_loader_tables()
        host_signals_start()
        CrashReporter.install()
        OwnProcess.remember()
        let status = call(Array(CommandLine.arguments.dropFirst()), console: console)
        Farewell.shutDown(status, console)
        host_exit(status.rawValue)
    }

    private static func call(_ words: [String], console: Console) -> ExitStatus {
        do {
            return try perform(ArgumentParser.parse(words, root: Program.command), console: console)
        } catch let error as DiagnosticsError {
            console.report(error.diagnostics)
            return error.exit
        } catch let diagnostic as Diagnostic {
            console.report([diagnostic])
            return diagnostic.exit
        } catch {
            console.note("pregel-host: an internal fault: \(error)")
            return .internalFault
        }
    }

    private static func perform(_ request: ArgumentParser.Request, console: Console) throws -> ExitStatus {
        switch request {
        case .call(let command, let arguments): return try command.action?(arguments, console) ?? .internalFault
        case .help(let command, let path): console.write(HelpText(command: command, path: path).text)
        case .version: console.print("pregel-host \(Program.version)")
        }
        return .completed
    }
}
