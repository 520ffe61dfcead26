import CFuzzGuard
import Foundation
import PregelEngine

/// Gives readers of foreign bytes inputs by their numbers: each in a process of its own, for an input may end it.
@main
struct FuzzProgram {
    private let options: FuzzOptions

    static func main() throws {
        guard let options = FuzzOptions(Array(CommandLine.arguments.dropFirst())) else {
            FileHandle.standardError.write(Data(FuzzOptions.usage.utf8))
            exit(2)
        }
        if let work = options.work { return try work.perform(options) }
        let failed = FuzzProgram(options: options).run()
        print("\(options.fuzzers.count - failed) passed, \(failed) failed")
        exit(failed == 0 ? 0 : 1)
    }

    private init(options: FuzzOptions) { self.options = options }

    /// Runs all fuzzers, as many at a time as there are processors; says how many failed.
    private func run() -> Int {
        let failed = Guarded(0)
        DispatchQueue.concurrentPerform(iterations: options.fuzzers.count) { index in
            let (line, isPassed) = result(of: options.fuzzers[index])
            failed.withLock {
                if !isPassed { $0 += 1 }
                FileHandle.standardOutput.write(Data((line + "\n").utf8))
            }
        }
        return failed.withLock { $0 }
    }

    private func result(of fuzzer: Fuzzer) -> (line: String, isPassed: Bool) {
        do {
            let start = Date()
            switch try WorkerProcess(fuzzer: fuzzer, seconds: options.seconds).run(
                options.first..<options.first &+ options.inputs)
            {
            case .passed(let report): return (line(fuzzer, report, Date().timeIntervalSince(start)), true)
            case .failed(let seed, let reason): return (try failure(fuzzer, seed, reason), false)
            }
        } catch {
            return ("\(fuzzer.name): \(error)", false)
        }
    }

    private func line(_ fuzzer: Fuzzer, _ report: Worker.Report, _ time: Double) -> String {
        let memory =
            fuzz_guard_measures()
            ? String(format: "; at most %.0f bytes for a byte (input %llu)", report.memory, report.memorySeed) : ""
        return String(
            format: "%@: %ld inputs in %.1f s; the slowest %.1f ms (input %llu)", fuzzer.name, report.inputs, time,
            report.slowest * 1000, report.slowestSeed) + memory
    }

    private func failure(_ fuzzer: Fuzzer, _ seed: UInt64, _ reason: String) throws -> String {
        let process = WorkerProcess(fuzzer: fuzzer, seconds: options.seconds)
        let input = fuzzer.input(seed)
        var text =
            "\(fuzzer.name): input \(seed) failed: \(reason)\n  again: pregel-fuzz --first \(seed) --inputs 1 \(fuzzer.name)"
        guard try process.fault(of: input) == reason else { return text + "\n  alone it does not fail" }
        var shrinking = Shrinking { try process.fault(of: $0) == reason }
        let small = try shrinking.shrink(input)
        text += "\n  \(input.count) bytes, shrunk to \(small.count): \(small.prefix(2000).debugText)"
        return text
    }
}

extension FuzzOptions.Work {
    /// Does a worker's part.
    func perform(_ options: FuzzOptions) throws {
        fuzz_guard_install()
        let worker = Worker(fuzzer: options.fuzzers[0], seconds: options.seconds)
        switch self {
        case .seeds(let seeds): FileHandle.standardOutput.write(try JSONEncoder().encode(worker.run(seeds)))
        case .file(let path): worker.run([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
        }
    }
}

extension Collection<UInt8> {
    /// The bytes as a literal.
    fileprivate var debugText: String { String(decoding: self, as: UTF8.self).debugDescription }
}
