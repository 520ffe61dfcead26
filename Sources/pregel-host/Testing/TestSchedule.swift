import Glibc
import PregelEngine
import PregelRuntime

/// Runs the same for many files, several at a time, and hands on what came of them in the files' order.
struct TestSchedule {
    let paths: [String]
    let jobs: Int
    let control: ScenarioControl

    /// Whether somebody has asked for an end.
    var isStopped: Bool { control.isStopped }

    /// - Parameters:
    ///   - work: Called on several OS threads at once.
    ///   - each: Called on this one, as soon as a file and all before it are done. What was stopped is not handed on.
    func run<Done: Sendable>(_ work: @escaping @Sendable (String) -> Done, each: (Done) -> Void) {
        guard jobs > 1, paths.count > 1 else {
            for path in paths where !isStopped {
                let done = work(path)
                if !isStopped { each(done) }
            }
            return
        }
        let line = Line(paths, control, work)
        let threads = (0..<min(jobs, paths.count)).compactMap { _ in line.thread() }
        // Where the system has no threads left, this one does it all.
        if threads.isEmpty { line.workToEnd() }
        for index in paths.indices {
            guard let done = line.wait(for: index) else { break }
            each(done)
        }
        for thread in threads { pthread_join(thread, nil) }
    }

    /// What the threads share.
    private final class Line<Done: Sendable>: @unchecked Sendable {
        private let paths: [String]
        private let control: ScenarioControl
        private let work: @Sendable (String) -> Done
        private let monitor = Monitor()
        /// With the lock held.
        private var next = 0
        private var done: [Int: Done?] = [:]

        init(_ paths: [String], _ control: ScenarioControl, _ work: @escaping @Sendable (String) -> Done) {
            self.paths = paths
            self.control = control
            self.work = work
        }

        /// A thread that works to the end.
        func thread() -> pthread_t? {
            let body = Unmanaged.passRetained(Body { self.workToEnd() })
            var thread = pthread_t()
            let code = pthread_create(
                &thread, nil,
                { context in
                    guard let context else { return nil }
                    Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                    return nil
                }, body.toOpaque())
            guard code == 0 else {
                body.release()
                return nil
            }
            return thread
        }

        func workToEnd() {
            while let index = take() {
                let result: Done? = control.isStopped ? nil : work(paths[index])
                monitor.withLock {
                    // What was cancelled tells nothing.
                    done[index] = .some(control.isStopped ? nil : result)
                    monitor.broadcast()
                }
            }
        }

        private func take() -> Int? {
            monitor.withLock {
                guard next < paths.count else { return nil }
                next += 1
                return next - 1
            }
        }

        /// What came of a file; `nil` where it was stopped.
        func wait(for index: Int) -> Done? {
            monitor.withLock {
                while done[index] == nil { monitor.wait() }
                return done.removeValue(forKey: index) ?? nil
            }
        }
    }

    /// What a thread does.
    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
