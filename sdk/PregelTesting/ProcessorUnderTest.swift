internal import CPregelABI

/// An instance of an event processor in a test.
public struct ProcessorUnderTest: @unchecked Sendable {
    private let table: UnsafePointer<pregel_processor_v1>
    private let instance: TestInstance

    init(_ table: UnsafePointer<pregel_processor_v1>, _ instance: TestInstance) {
        self.table = table
        self.instance = instance
    }

    /// What it wants to be told.
    public var interests: Set<Event.Kind> {
        Set(Event.Kind.allCases.filter { table.pointee.interests & 1 << UInt64($0.rawValue) != 0 })
    }

    /// Hands over a batch of events with these kinds, numbered from 1, of the node `node`.
    public func receive(_ kinds: [Event.Kind], node: String = "node", data: Value? = nil, dropped: Int = 0) throws {
        let call = try TestCall(.null, TaskSetup())
        let places = kinds.enumerated().map { index, kind in
            let place = UnsafeMutablePointer<pregel_event_v1>.allocate(capacity: 1)
            var event = pregel_event_v1()
            event.size = UInt32(MemoryLayout<pregel_event_v1>.size)
            event.kind = kind.rawValue
            event.seq = UInt64(index + 1)
            event.node = call.lend(node)
            event.data = data.map { UnsafePointer(call.lend($0)) }
            place.initialize(to: event)
            return UnsafePointer(place)
        }
        defer { for place in places { place.deallocate() } }
        places.withUnsafeBufferPointer {
            guard let base = $0.baseAddress else { return }
            table.pointee.on_events(
                instance.pointer, UnsafePointer(instance.host.table), base, $0.count, UInt64(dropped))
        }
        _ = try call.close(pregel_status(PREGEL_OK))
    }

    /// Asks it to get everything out.
    ///
    /// - Throws: Why it could not.
    public func flush(within time: Duration = .seconds(5)) throws {
        let nanoseconds = time.components.seconds * 1_000_000_000 + time.components.attoseconds / 1_000_000_000
        let result = try instance.host.run { host, id, _ in
            table.pointee.flush(instance.pointer, host, id, nanoseconds)
        }
        if let failure = result.failure { throw failure }
    }
}
