import Foundation

/// A process of this program that runs inputs.
struct WorkerProcess {
    /// What came of it: its report, or the input that ended it.
    enum Outcome {
        case passed(Worker.Report)
        case failed(seed: UInt64, reason: String)
    }

    let fuzzer: Fuzzer
    let seconds: Int32

    /// Runs the inputs of these numbers.
    func run(_ seeds: Range<UInt64>) throws -> Outcome {
        let (status, output, errors) = try start([
            "--seconds", "\(seconds)", "--seeds", "\(seeds.lowerBound)", "\(seeds.upperBound)",
        ])
        if status == 0 { return .passed(try JSONDecoder().decode(Worker.Report.self, from: output)) }
        return failure(errors, status)
    }

    /// Whether an input still fails, and how.
    func fault(of input: [UInt8]) throws -> String? {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("pregel-fuzz-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: path) }
        try Data(input).write(to: path)
        let (status, _, errors) = try start(["--seconds", "\(seconds)", "--file", path.path])
        guard status != 0, case .failed(_, let reason) = failure(errors, status) else { return nil }
        return reason
    }

    private func failure(_ errors: String, _ status: Int32) -> Outcome {
        let line = errors.split(separator: "\n").last { $0.hasPrefix("fault ") } ?? ""
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count == 3, let seed = UInt64(words[1]) else {
            return .failed(seed: 0, reason: "the process ended with \(status): \(errors.suffix(500))")
        }
        return .failed(seed: seed, reason: String(words[2]))
    }

    private func start(_ arguments: [String]) throws -> (status: Int32, output: Data, errors: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["--worker", fuzzer.name] + arguments
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // Both are a few lines: neither fills its pipe.
        let told = output.fileHandleForReading.readDataToEndOfFile()
        let failed = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, told, String(decoding: failed, as: UTF8.self))
    }
}
