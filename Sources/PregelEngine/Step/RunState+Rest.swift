extension RunState {
    /// All of a state but its channels, and what nodes that have run since it was saved have seen of them. Small: there is
    /// one for each checkpoint.
    struct Rest: Sendable {
        private let packets: [Packet]
        /// Ids of updated and of transient channels, then pairs: a place in `seen`, and its version.
        private let numbers: [Int]
        private let updatedCount: Int32
        private let transientCount: Int32
        private let knowsUpdated: Bool
        private let newest: Int64
        private let passedBreakpoints: Int64

        /// Nothing.
        init() {
            (packets, numbers, updatedCount, transientCount) = ([], [], 0, 0)
            (knowsUpdated, newest, passedBreakpoints) = (false, 0, 0)
        }

        init(_ state: borrowing RunState, of graph: CompiledGraph) {
            packets = state.packets
            updatedCount = Int32(state.updated.count)
            transientCount = Int32(state.transient.count)
            knowsUpdated = state.knowsUpdated
            newest = state.newest
            passedBreakpoints = state.passedBreakpoints
            let (updated, transient, nodes) = (state.updated, state.transient, state.changes.nodes)
            let seen = state.seen.pointer
            var marks = 0
            for id in nodes { marks += graph.nodeTable.with(id) { $0.triggers.count } }
            let size = updated.count + transient.count + 2 * marks
            numbers = Array(unsafeUninitializedCapacity: size) { place, count in
                for id in updated { Rest.add(id, to: place, &count) }
                for id in transient { Rest.add(id, to: place, &count) }
                for id in nodes {
                    let (base, own) = graph.nodeTable.with(id) { ($0.seenBase, $0.triggers.count) }
                    for mark in base..<base + own {
                        Rest.add(mark, to: place, &count)
                        Rest.add(Int(seen[mark]), to: place, &count)
                    }
                }
            }
        }

        private static func add(_ number: Int, to place: UnsafeMutableBufferPointer<Int>, _ count: inout Int) {
            (place.baseAddress.unsafelyUnwrapped + count).initialize(to: number)
            count += 1
        }

        /// Gives each place of what nodes have seen, and its version.
        func forEachSeen(_ body: (Int, Int64) -> Void) {
            for place in stride(from: Int(updatedCount + transientCount), to: numbers.count, by: 2) {
                body(numbers[place], Int64(numbers[place + 1]))
            }
        }

        /// Makes it a state's.
        func give(to state: inout RunState) {
            state.packets = packets
            state.updated = IndexList(numbers[..<Int(updatedCount)])
            state.transient = IndexList(numbers[Int(updatedCount)..<Int(updatedCount + transientCount)])
            state.knowsUpdated = knowsUpdated
            state.newest = newest
            state.passedBreakpoints = passedBreakpoints
        }
    }
}
