import PregelValues

/// Memory for applying supersteps, used again from step to step.
struct ApplyScratch {
    /// State channels that the step writes, each once, in the order of the first write.
    private(set) var touched: [Int] = []
    /// Channels with their new content, until the step is sure to hold.
    var staged: [(channel: Int, cell: ChannelCell)] = []
    private var controls: [Int] = []
    /// How often a channel is written; where its writes begin in `grouped`.
    private var counts: [Int32] = []
    private var begins: [Int32] = []
    private var grouped: [ChannelWrite] = []

    /// Sorts the tasks' writes by channel, keeping task order within each.
    mutating func group(_ tasks: [AppliedTask], channelCount: Int) {
        if counts.isEmpty {
            counts = Array(repeating: 0, count: channelCount)
            begins = counts
        }
        var total = 0
        for task in tasks {
            for (channel, _) in task.effects.writes {
                if counts[channel] == 0 { touched.append(channel) }
                counts[channel] += 1
                total += 1
            }
        }
        guard total > 0 else { return }
        var begin: Int32 = 0
        for channel in touched {
            begins[channel] = begin
            begin += counts[channel]
        }
        grouped.removeAll(keepingCapacity: true)
        grouped.append(contentsOf: repeatElement(ChannelWrite(value: .null), count: total))
        for task in tasks {
            for (channel, write) in task.effects.writes {
                grouped[Int(begins[channel])] = write
                begins[channel] += 1
            }
        }
        for channel in touched { begins[channel] -= counts[channel] }
    }

    /// The writes to a touched channel.
    func writes(to channel: Int) -> ArraySlice<ChannelWrite> {
        let begin = Int(begins[channel])
        return grouped[begin..<begin + Int(counts[channel])]
    }

    /// Notes that a trigger or join was written.
    mutating func noteControl(_ channel: Int) {
        if counts[channel] == 0 { controls.append(channel) }
        counts[channel] += 1
    }

    /// Whether a trigger or join was written already.
    func isControlWritten(_ channel: Int) -> Bool { counts[channel] > 0 }

    /// Whether the step wrote a channel.
    func isWritten(_ channel: Int) -> Bool { counts[channel] > 0 }

    /// Forgets the step.
    mutating func reset() {
        for channel in touched { counts[channel] = 0 }
        for channel in controls { counts[channel] = 0 }
        touched.removeAll(keepingCapacity: true)
        controls.removeAll(keepingCapacity: true)
        grouped.removeAll(keepingCapacity: true)
    }
}
