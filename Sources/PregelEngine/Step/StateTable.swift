/// What a state has a row of: its channels, their versions, and what triggers have been seen. Copies share memory until one of
/// them changes.
///
/// One piece of memory for all three, which are copied together or not at all: whoever changes many elements asks once
/// whether it is shared (`unique`), and not at every one of them.
struct StateTable: @unchecked Sendable {
    private var storage: Storage
    /// The storage's own, here too: looking at an element does not touch the object.
    private var first: UnsafeMutablePointer<ChannelCell>
    private let channelCount: Int
    private let triggerCount: Int

    /// Where the columns are.
    struct Places {
        let cells: UnsafeMutablePointer<ChannelCell>
        let versions: UnsafeMutablePointer<Int64>
        let seen: UnsafeMutablePointer<Int64>
    }

    /// The channels, and behind them the numbers, behind a header that says how many channels there are: one allocation.
    private final class Storage: ManagedBuffer<Int, ChannelCell> {
        static func make(channels: Int, numbers: Int) -> Storage {
            let cells = MemoryLayout<ChannelCell>.stride
            let room = channels + (numbers * MemoryLayout<Int64>.stride + cells - 1) / cells
            let storage = unsafeDowncast(Storage.create(minimumCapacity: room) { _ in channels }, to: Storage.self)
            UnsafeMutableRawPointer(storage.elements + channels).bindMemory(to: Int64.self, capacity: numbers)
            return storage
        }

        /// An object does not move, and so its elements do not either.
        var elements: UnsafeMutablePointer<ChannelCell> { withUnsafeMutablePointerToElements { $0 } }

        deinit {
            // The numbers are nothing to be freed.
            _ = withUnsafeMutablePointers { count, elements in elements.deinitialize(count: count.pointee) }
        }
    }

    /// The table of a state before its first input: with these channels, none of which has ever changed.
    init(_ cells: [ChannelCell], triggerCount: Int) {
        channelCount = cells.count
        self.triggerCount = triggerCount
        storage = Storage.make(channels: cells.count, numbers: cells.count + triggerCount)
        first = storage.elements
        for index in cells.indices { (first + index).initialize(to: cells[index]) }
        let places = self.places
        places.versions.initialize(repeating: 0, count: channelCount)
        places.seen.initialize(repeating: -1, count: triggerCount)
    }

    /// The channels, by id.
    var cells: Column<ChannelCell> {
        @inline(__always) _read { yield Column(first, count: channelCount) }
        @inline(__always) _modify {
            var column = Column(unique().cells, count: channelCount)
            yield &column
        }
    }

    /// When each channel last changed; 0 for never (BSP-14).
    var versions: Column<Int64> {
        @inline(__always) _read { yield Column(places.versions, count: channelCount) }
        @inline(__always) _modify {
            var column = Column(unique().versions, count: channelCount)
            yield &column
        }
    }

    /// For each trigger of each node, the version at which the node last ran; -1 where it never did.
    var seen: Column<Int64> {
        @inline(__always) _read { yield Column(places.seen, count: triggerCount) }
        @inline(__always) _modify {
            var column = Column(unique().seen, count: triggerCount)
            yield &column
        }
    }

    /// Where everything is, after a copy where somebody else shares it. Valid until this table is copied or gone.
    @inline(__always)
    mutating func unique() -> Places {
        if !isKnownUniquelyReferenced(&storage) { copy() }
        return places
    }

    /// Whether nobody else shares the memory.
    var isUnshared: Bool {
        mutating get { isKnownUniquelyReferenced(&storage) }
    }

    private var places: Places {
        @inline(__always) get {
            let numbers = UnsafeMutableRawPointer(first + channelCount).assumingMemoryBound(to: Int64.self)
            return Places(cells: first, versions: numbers, seen: numbers + channelCount)
        }
    }

    @inline(never)
    private mutating func copy() {
        let numbers = channelCount + triggerCount
        let copy = Storage.make(channels: channelCount, numbers: numbers)
        let cells = copy.elements
        cells.initialize(from: first, count: channelCount)
        UnsafeMutableRawPointer(cells + channelCount).copyMemory(
            from: UnsafeRawPointer(first + channelCount), byteCount: numbers * MemoryLayout<Int64>.stride)
        storage = copy
        first = cells
    }
}
