import PregelEngine
internal import Glibc
internal import PregelThreads

/// Runs tasks in the background of a scope (LangGraph `BackgroundExecutor`, EX-1 to EX-3).
///
/// Made by `withBackgroundExecutor`, which waits for all tasks when it is left. Synchronous tasks run on threads that may
/// wait, asynchronous ones as Swift tasks. Usable from all threads, and by its own tasks.
public final class BackgroundExecutor: @unchecked Sendable {
    /// What becomes of a task when the scope is left.
    struct Flags {
        var cancelOnExit: Bool
        var reraiseOnExit: Bool
    }

    private struct Entry {
        let flags: Flags
        let cancel: @Sendable () -> Void
    }

    private enum Phase { case open, leaving, ended }

    /// Places for both kinds of tasks: the same ones if there is a limit.
    private let gates: (sync: ConcurrencyGate, async: ConcurrencyGate)
    private let lock = Lock()
    private var phase = Phase.open
    private var entries: [Int: Entry] = [:]
    private var submissions = 0
    private var failure: (order: Int, error: any Error)?
    private var whenIdle: Promise<Void>?

    /// Makes an executor that lets so many tasks run at a time.
    init(limit: Int?) {
        if let limit {
            let gate = ConcurrencyGate(limit: limit)
            gates = (gate, gate)
        } else {
            let cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
            gates = (ConcurrencyGate(limit: min(32, cores + 4)), ConcurrencyGate(limit: .max))
        }
    }

    /// Runs a closure on a thread that may wait.
    ///
    /// - Parameters:
    ///   - name: For people.
    ///   - cancelOnExit: Whether leaving the scope cancels the task, if it has not begun.
    ///   - reraiseOnExit: Whether leaving the scope throws what the task threw, if nothing else is being thrown.
    ///   - nextTick: Whether the task lets those that are waiting go first, once.
    /// - Returns: The task. One that comes after the scope's end fails with `CANCELLED`.
    @discardableResult
    public func submit<Success: Sendable>(
        name: String = "", cancelOnExit: Bool = false, reraiseOnExit: Bool = true, nextTick: Bool = false,
        _ body: @escaping @Sendable () throws -> Success
    ) -> Submission<Success> {
        let submission = Submission<Success>(name: name)
        let gate = gates.sync
        admit(submission, Flags(cancelOnExit: cancelOnExit, reraiseOnExit: reraiseOnExit), gate, nextTick) {
            WorkerPool.blocking.run {
                if nextTick { sched_yield() }
                let seat = Seat(gate)
                guard submission.begin() else { return seat.leave() }
                let result = Result { try Seat.$current.withValue(seat) { try body() } }
                seat.leave()
                submission.promise.resolve(result)
            }
        }
        return submission
    }

    /// Runs an asynchronous closure as a Swift task; otherwise as the synchronous form. One that runs is cancelled too.
    @discardableResult
    public func submit<Success: Sendable>(
        name: String = "", cancelOnExit: Bool = false, reraiseOnExit: Bool = true, nextTick: Bool = false,
        _ body: @escaping @Sendable () async throws -> Success
    ) -> Submission<Success> {
        let submission = Submission<Success>(name: name)
        let gate = gates.async
        admit(submission, Flags(cancelOnExit: cancelOnExit, reraiseOnExit: reraiseOnExit), gate, nextTick) {
            guard SwiftThreads.shared.areThere else {
                submission.promise.resolve(.failure(Failure.noThreads("an asynchronous task cannot run")))
                return gate.leave()
            }
            // What the submitting task keeps for itself (its place, its cancellation) is not the new task's.
            let task = Task.detached(name: name.isEmpty ? nil : name) {
                if nextTick { await Task.yield() }
                let seat = Seat(gate)
                guard submission.begin() else { return seat.leave() }
                let result: Result<Success, any Error>
                do {
                    result = .success(try await Seat.$current.withValue(seat) { try await body() })
                } catch {
                    result = .failure(error)
                }
                seat.leave()
                submission.promise.resolve(result)
            }
            submission.attach(task)
        }
        return submission
    }

    /// Takes a task in, and starts it once it has a place.
    private func admit<Success: Sendable>(
        _ submission: Submission<Success>, _ flags: Flags, _ gate: ConcurrencyGate, _ nextTick: Bool,
        _ start: @escaping @Sendable () -> Void
    ) {
        let (order, phase): (Int, Phase) = lock.withLock {
            submissions += 1
            if self.phase != .ended { entries[submissions] = Entry(flags: flags) { submission.cancel() } }
            return (submissions, self.phase)
        }
        if phase == .ended {
            submission.promise.resolve(.failure(Self.refusal(of: submission.name)))
            return
        }
        submission.promise.whenResolved { [self] result in ended(order, result) }
        if phase == .leaving, flags.cancelOnExit {
            submission.cancel()
            return
        }
        guard nextTick else { return gate.enter(start) }
        gate.enter {
            guard gate.isCrowded else { return start() }
            gate.enter(start)
            gate.leave()
        }
    }

    private static func refusal(of name: String) -> Failure {
        Failure(
            .cancelled,
            message:
                "task \"\(name)\" was submitted to a background executor whose scope has been left: submit it within")
    }

    /// Forgets a task that is over, but for a failure that is to be thrown.
    private func ended<Success>(_ order: Int, _ result: Result<Success, any Error>) {
        let idle: Promise<Void>? = lock.withLock {
            let entry = entries.removeValue(forKey: order)
            if case .failure(let error) = result, entry?.flags.reraiseOnExit == true, BubbleUp.isFailure(error),
                failure.map({ order < $0.order }) ?? true
            {
                failure = (order, error)
            }
            guard entries.isEmpty else { return nil }
            defer { whenIdle = nil }
            return whenIdle
        }
        idle?.resolve(.success(()))
    }

    // MARK: Leaving

    /// Cancels what is to be cancelled when the scope is left.
    func beginLeaving() {
        let unwanted = lock.withLock {
            phase = .leaving
            return entries.sorted { $0.key < $1.key }.filter { $0.value.flags.cancelOnExit }
        }
        for (_, entry) in unwanted { entry.cancel() }
    }

    /// Ends the scope if no task is left.
    ///
    /// - Returns: What to wait for before trying again; `nil` once it has ended.
    func endUnlessBusy() -> Promise<Void>? {
        lock.withLock {
            guard !entries.isEmpty else {
                phase = .ended
                return nil
            }
            let idle = whenIdle ?? Promise<Void>()
            whenIdle = idle
            return idle
        }
    }

    /// The failure of the task that was submitted first, of those that are to be thrown.
    var firstFailure: (any Error)? { lock.withLock { failure?.error } }
}
