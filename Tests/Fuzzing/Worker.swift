import CFuzzGuard
import Foundation

/// Runs inputs in this process, which an input may end.
struct Worker {
    let fuzzer: Fuzzer
    /// The processor's seconds that one input may take.
    let seconds: Int32

    /// What the worst inputs took.
    struct Report: Codable {
        var inputs = 0
        var slowest = 0.0
        var slowestSeed: UInt64 = 0
        /// Bytes held for each byte of the input, of inputs that have more than a thousand.
        var memory = 0.0
        var memorySeed: UInt64 = 0
    }

    /// Runs the inputs of these numbers.
    func run(_ seeds: Range<UInt64>) -> Report {
        prepare()
        var report = Report()
        for seed in seeds {
            let input = fuzzer.input(seed)
            let start = clock_gettime_nsec()
            let memory = run(input, seed)
            let time = Double(clock_gettime_nsec() - start) / 1e9
            report.inputs += 1
            if time > report.slowest { (report.slowest, report.slowestSeed) = (time, seed) }
            let ratio = Double(memory) / Double(max(input.count, 1))
            if input.count > 1000, ratio > report.memory { (report.memory, report.memorySeed) = (ratio, seed) }
        }
        return report
    }

    /// Runs one input, which need not have a number.
    func run(_ input: [UInt8]) {
        prepare()
        _ = run(input, 0)
    }

    /// What is made once for a process is made before anything is measured.
    private func prepare() {
        for number in 0..<UInt64(20) {
            let seed = UInt64.max - number
            fuzz_guard_begin(seed, .max, 10 * seconds)
            check(fuzzer.input(seed))
            _ = fuzz_guard_end()
        }
    }

    private func run(_ input: [UInt8], _ seed: UInt64) -> Int {
        fuzz_guard_begin(seed, Fuzzer.memory(for: input), seconds)
        check(input)
        return fuzz_guard_end()
    }

    private func check(_ input: [UInt8]) {
        do throws(Fuzzer.Broken) {
            try fuzzer.run(input)
        } catch {
            fuzz_guard_fail(error.rule)
        }
    }

    private func clock_gettime_nsec() -> UInt64 { DispatchTime.now().uptimeNanoseconds }
}
