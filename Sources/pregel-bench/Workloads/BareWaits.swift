import Glibc
import PregelEngine
import PregelThreads
import PregelValues
import Synchronization

/// What waiting costs with no engine at all: as many waits of ten milliseconds, on parked threads or in Swift tasks.
enum BareWaits {
    static func make(_ name: CaseName) throws -> BenchCase {
        let n = name.number("n")
        let run: () -> Void
        if name["how"] == "pending" {
            run = { wait(tasks: n) }
        } else {
            let threads = try ParkedThreads(n)
            run = { threads.wait() }
        }
        return BenchCase(
            name: name, nodes: n, steps: 1,
            run: {
                let began = Resources.now()
                run()
                return Value(Int(Resources.now() - began))
            },
            check: { took in
                guard took.int ?? 0 >= 10_000_000 else {
                    throw WrongResult(description: "\(name.text): waited for \(took) ns")
                }
            })
    }

    private static func wait(tasks n: Int) {
        let left = Left(n)
        for _ in 0..<n {
            Task.immediate {
                try? await Task.sleep(for: .milliseconds(10))
                left.count()
            }
        }
        left.wait()
    }
}

/// How many waits have not ended.
private final class Left: Sendable {
    private let number: Atomic<Int>
    private let none = Countdown(1)

    init(_ count: Int) { number = Atomic(count) }

    func count() { if number.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 { none.count() } }
    func wait() { none.wait() }
}

/// Threads that sleep on a semaphore each, until they are to wait for ten milliseconds. Each wakes two others first, so that
/// all cores wake them. They live as long as the process.
private final class ParkedThreads: @unchecked Sendable {
    private let gates: [Countdown]
    private let left = Mutex<Left?>(nil)

    init(_ count: Int) throws {
        gates = (0..<count).map { _ in Countdown(1) }
        for place in 0..<count where !SystemThread.start({ self.serve(place) }) {
            throw WrongResult(description: "the system gives \(place) threads, not \(count)")
        }
    }

    /// Has all of them wait at once, and returns when they have.
    func wait() {
        let left = Left(gates.count)
        self.left.withLock { $0 = left }
        gates[0].count()
        left.wait()
    }

    private func serve(_ place: Int) -> Never {
        while true {
            gates[place].wait()
            for next in [2 * place + 1, 2 * place + 2] where next < gates.count { gates[next].count() }
            let left = left.withLock { $0 }
            usleep(10_000)
            left?.count()
        }
    }
}
