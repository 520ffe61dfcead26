import PregelTestSupport
import PregelThreads
import Testing

@testable import PregelEngine

@Suite("Sleeping threads")
struct SleeperTests {
    @Test func `a wake that comes before the sleep ends it at once, and only that one`() {
        let sleeper = Sleeper()
        sleeper.wake()
        sleeper.wake()
        sleeper.sleep()
        // Slept through, were it not for another thread: what came before counts as one.
        let woken = Guarded(false)
        #expect(
            SystemThread.start {
                woken.withLock { $0 = true }
                sleeper.wake()
            })
        sleeper.sleep()
        #expect(woken.withLock { $0 })
    }

    @Test func `what was written before a wake is seen after it, back and forth`() {
        final class Shared: @unchecked Sendable {
            // Bare memory: the thread sanitizer tells if a wake does not order what it should.
            var turns = 0
            let here = Sleeper()
            let there = Guarded<Sleeper?>(nil)
        }
        let shared = Shared()
        #expect(
            SystemThread.start {
                let own = Sleeper()
                shared.there.withLock { $0 = own }
                shared.here.wake()
                for _ in 0..<1000 {
                    own.sleep()
                    shared.turns += 1
                    shared.here.wake()
                }
            })
        shared.here.sleep()
        let other = shared.there.withLock { $0 }
        for turn in 1...1000 {
            other?.wake()
            shared.here.sleep()
            #expect(shared.turns == turn)
        }
    }
}
