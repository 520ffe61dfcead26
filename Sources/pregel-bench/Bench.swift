import CHostSystem
import Glibc
import PregelDiagnostics
import PregelValues

/// Measures the cases that were asked for. Each runs in a process of its own, so that its memory is its own.
@main
enum Bench {
    static func main() {
        host_release_loader_tables()
        if CommandLine.arguments.dropFirst().contains(where: { $0 == "-h" || $0 == "--help" }) {
            print(BenchOptions.usage, terminator: "")
            exit(0)
        }
        do throws(BenchOptions.Refusal) {
            exit(run(try BenchOptions(Array(CommandLine.arguments.dropFirst()))))
        } catch {
            complain(error.message)
            exit(ExitStatus.usage.rawValue)
        }
    }

    private static func run(_ options: BenchOptions) -> Int32 {
        let pattern = options.only.map { Pattern($0) }
        if case .some(.none) = pattern { return usage("--only takes a regular expression, not \(options.only ?? "")") }
        let chosen = Catalog.all.filter { one in pattern.map { $0?.isFound(in: one.text) ?? true } ?? true }
        guard let first = chosen.first else { return usage("no case has a name like \(options.only ?? "")") }
        if options.lists {
            for one in chosen { print(one.text) }
            return 0
        }
        guard chosen.count > 1 else { return measure(first, options) }
        for one in chosen {
            let status = SelfCall.measure(one.text, options)
            guard status == 0 else { return status }
        }
        return 0
    }

    private static func measure(_ one: Recipe, _ options: BenchOptions) -> Int32 {
        do {
            if let runs = options.runs {
                try Measurement.repeated(one, runs)
            } else {
                print(try Measurement.take(one, options).json())
            }
            return 0
        } catch let error as DiagnosticsError {
            complain(DiagnosticRenderer().render(error.diagnostics))
        } catch {
            complain("\(error)")
        }
        return ExitStatus.failed.rawValue
    }

    private static func usage(_ message: String) -> Int32 {
        complain(message)
        return ExitStatus.usage.rawValue
    }

    private static func complain(_ message: String) {
        var text = "pregel-bench: " + message + "\n"
        text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
