import PregelTestSupport
import PregelThreads
import Synchronization
import Testing

@testable import PregelEngine

@Suite struct WorkerPoolTests {
    private final class Seen: Sendable {
        private let list = Mutex<[Int]>([])

        func note(_ number: Int) { list.withLock { $0.append(number) } }
        var numbers: [Int] { list.withLock { $0 } }
    }

    @Test func `one thread does its work in the order of asking`() async {
        let pool = WorkerPool(limit: 1)
        let (seen, begin, done) = (Seen(), Gate(), Gate())
        pool.run { begin.pass() }
        for number in 0..<100 { pool.run { seen.note(number) } }
        pool.run { done.open() }
        #expect(pool.threadCount == 1)
        begin.open()
        await done.wait()
        #expect(seen.numbers == Array(0..<100))
    }

    @Test func `pieces that wait for each other each have a thread`() async {
        let pool = WorkerPool(limit: 50)
        let doors = (0..<50).map { _ in Gate() }
        let last = Gate()
        for place in doors.indices {
            pool.run {
                doors[place].pass()
                if place > 0 { doors[place - 1].open() } else { last.open() }
            }
        }
        #expect(pool.threadCount == 50)
        doors[49].open()
        await last.wait()
    }

    @Test func `pieces that wait for each other also have the threads that sleep, and new ones beyond`() async {
        let pool = WorkerPool(limit: 60, kept: 60)
        for count in [20, 20, 60] {
            let all = Gate()
            let inside = Crowd()
            let ends = (0..<count).map { _ in Gate() }
            for end in ends {
                pool.run {
                    if inside.enter() == count { all.open() }
                    all.pass()
                    end.open()
                }
            }
            for end in ends { await end.wait() }
            #expect(inside.most == count)
        }
        #expect(pool.threadCount <= 60)
    }

    @Test func `work that relied on a thread which could not be made wakes one that has fallen asleep`() async {
        let (hold, third) = (Gate(), Gate())
        let made = Guarded(0)
        let pool = Guarded<WorkerPool?>(nil)
        let few = WorkerPool(limit: 4, kept: 1) { body in
            let isFirst = made.withLock { count in
                count += 1
                return count == 1
            }
            if isFirst { return SystemThread.start(body) }
            guard let pool = pool.withLock({ $0 }) else { return false }
            // The only thread does what this one was to do, and falls asleep; then there is more.
            hold.open()
            while pool.sleeperCount == 0 { yieldThread() }
            pool.run { third.open() }
            return false
        }
        pool.withLock { $0 = few }
        few.run { hold.pass() }
        await onOtherThread { few.run {} }
        await third.wait()
        #expect(few.threadCount == 1)
        pool.withLock { $0 = nil }
    }

    @Test func `where the system gives no thread at all, whoever asks does the work`() {
        let pool = WorkerPool(limit: 4) { _ in false }
        let seen = Seen()
        for number in 0..<3 { pool.run { seen.note(number) } }
        #expect(seen.numbers == [0, 1, 2] && pool.threadCount == 0)
    }

    /// Runs what may hold its thread on one that may be held.
    private func onOtherThread(_ body: @escaping @Sendable () -> Void) async {
        let done = Gate()
        #expect(
            SystemThread.start {
                body()
                done.open()
            })
        await done.wait()
    }

    @Test func `threads that have nothing to do end, and there are new ones when they are needed`() async {
        let pool = WorkerPool(limit: 4, kept: 0, patience: 1)
        for _ in 0..<3 {
            let doors = (0..<4).map { _ in Gate() }
            for door in doors { pool.run { door.open() } }
            for door in doors { await door.wait() }
            while pool.threadCount > 0 { yieldThread() }
        }
    }

    @Test func `some threads stay, and are used again`() async {
        let pool = WorkerPool(limit: 4, kept: 2, patience: 1)
        for _ in 0..<3 {
            let doors = (0..<4).map { _ in (Gate(), Gate()) }
            for (here, end) in doors {
                pool.run {
                    here.open()
                    end.pass()
                }
            }
            for (here, _) in doors { await here.wait() }
            #expect(pool.threadCount == 4)
            for (_, end) in doors { end.open() }
            while pool.threadCount > 2 { yieldThread() }
        }
        #expect(pool.threadCount == 2)
    }

    @Test func `a thread that sleeps keeps nothing of the work it has done`() async {
        final class Held: Sendable {}
        let pool = WorkerPool(limit: 1, kept: 1)
        for _ in 0..<2 {
            let done = Gate()
            weak var held: Held?
            do {
                let object = Held()
                held = object
                pool.run { [object] in
                    _ = object
                    done.open()
                }
            }
            await done.wait()
            while held != nil { yieldThread() }
        }
        #expect(pool.threadCount == 1)
    }
}
