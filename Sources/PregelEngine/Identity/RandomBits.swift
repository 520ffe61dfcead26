internal import Glibc
import Synchronization

/// Random numbers for ids. Not for secrets.
///
/// The system is asked once: asking it for each id costs more than a superstep. The numbers of one process come from a
/// count that is mixed with random keys, so none comes twice; after a fork the child has keys of its own.
enum RandomBits {
    private static let source = Source()

    /// The next number; from any thread.
    static func next() -> UInt64 { source.next() }

    private final class Source: Sendable {
        private let count: Atomic<UInt64>
        private let first: Atomic<UInt64>
        private let second: Atomic<UInt64>

        init() {
            var system = SystemRandomNumberGenerator()
            count = Atomic(system.next())
            first = Atomic(system.next())
            second = Atomic(system.next())
            pthread_atfork(nil, nil) { RandomBits.source.renew() }
        }

        func next() -> UInt64 {
            let place = count.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
            return mix(mix(place ^ first.load(ordering: .relaxed)) ^ second.load(ordering: .relaxed))
        }

        func renew() {
            var system = SystemRandomNumberGenerator()
            first.store(system.next(), ordering: .relaxed)
            second.store(system.next(), ordering: .relaxed)
        }

        /// Gives another number for each, every bit of which depends on every bit (the finalizer of SplitMix64).
        private func mix(_ word: UInt64) -> UInt64 {
            var word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
    }
}
