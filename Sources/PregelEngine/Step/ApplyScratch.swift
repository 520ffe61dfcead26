import PregelValues

/// Memory for applying supersteps, used again from step to step.
struct ApplyScratch: ~Copyable {
    /// State channels that the step writes, each once, in the order of the first write.
    private(set) var touched: [Int] = []
    /// What the writes give the channels, until the step is sure to hold.
    var values = ReusedList<ChangedValue>()
    var cells = ReusedList<ChangedChannel>()
    /// How often a channel is written; where its writes begin in `grouped`.
    private var counts: [Int32] = []
    private var begins: [Int32] = []
    /// The last task that writes a channel, by its place, and the last write, by its place among that task's.
    private var writers: [Int32] = []
    private var places: [Int32] = []
    /// Nodes that ran besides those of the tasks: what they did is among what the first task did.
    var merged = ReusedList<Int>()
    private var grouped: [ChannelWrite] = []

    /// Sorts the tasks' writes by channel, keeping task order within each.
    mutating func group(_ tasks: [AppliedTask], channelCount: Int) {
        prepare(channelCount)
        var total = 0
        for place in tasks.indices {
            let effects = tasks[place].effects
            for index in effects.writes.indices {
                let channel = effects.writes[index].channel
                if counts[channel] == 0 { touched.append(channel) }
                counts[channel] += 1
                writers[channel] = Int32(place)
                places[channel] = Int32(index)
                total += 1
            }
        }
        // Where every channel is written once, nothing needs to be sorted.
        guard total > touched.count else { return }
        var begin: Int32 = 0
        for channel in touched {
            begins[channel] = begin
            begin += counts[channel]
        }
        grouped.append(contentsOf: repeatElement(ChannelWrite(value: .null), count: total))
        for task in tasks {
            let effects = task.effects
            for index in effects.writes.indices {
                let channel = effects.writes[index].channel
                grouped[Int(begins[channel])] = effects.writes[index].write
                begins[channel] += 1
            }
        }
        for channel in touched { begins[channel] -= counts[channel] }
    }

    private mutating func prepare(_ channelCount: Int) {
        guard counts.isEmpty else { return }
        counts = Array(repeating: 0, count: channelCount)
        begins = counts
        writers = counts
        places = counts
    }

    /// The writes to a touched channel that has several.
    func writes(to channel: Int) -> ArraySlice<ChannelWrite> {
        let begin = Int(begins[channel])
        return grouped[begin..<begin + Int(counts[channel])]
    }

    /// The task that writes the channel, by its place, and the write's place, if there is just one.
    func onlyWrite(to channel: Int) -> (task: Int, place: Int)? {
        counts[channel] == 1 ? (Int(writers[channel]), Int(places[channel])) : nil
    }

    /// Notes what the writes to a channel have come to.
    mutating func stage(_ channel: Int, _ cell: ChannelCell) {
        if cell.isPlain, let value = cell.held {
            values.append(ChangedValue(channel: channel, value: value))
        } else {
            cells.append(ChangedChannel(channel: channel, cell: cell))
        }
    }

    /// Forgets what the writes give the channels.
    mutating func forgetStaged() {
        values.removeAll()
        cells.removeAll()
    }

    /// Forgets the step.
    mutating func reset() {
        for channel in touched { counts[channel] = 0 }
        touched.clear()
        grouped.clear()
        merged.removeAll()
    }
}
