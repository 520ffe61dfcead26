import Synchronization
import Testing

@testable import PregelThreads

@Suite struct SwiftThreadsTests {
    @Test func `where the system gives threads, they are tried once`() {
        let tries = Atomic<Int>(0)
        let threads = SwiftThreads { body in
            tries.add(1, ordering: .relaxed)
            return SystemThread.start(body)
        }
        #expect(threads.areThere)
        let first = tries.load(ordering: .relaxed)
        #expect(first > 0)
        #expect(threads.areThere)
        #expect(tries.load(ordering: .relaxed) == first)
    }

    @Test(arguments: 0..<3)
    func `where it gives too few, none are there, until it gives more`(given: Int) {
        let left = Atomic<Int>(given)
        let threads = SwiftThreads { body in
            left.subtract(1, ordering: .relaxed).oldValue > 0 && SystemThread.start(body)
        }
        #expect(!threads.areThere)
        left.store(100, ordering: .relaxed)
        #expect(threads.areThere)
    }
}
