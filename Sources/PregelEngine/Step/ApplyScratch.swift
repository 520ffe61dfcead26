import PregelValues

/// Memory for applying supersteps, used again from step to step.
struct ApplyScratch {
    /// State channels that the step writes, each once, in the order of the first write.
    private(set) var touched: [Int] = []
    /// Channels with their new content, until the step is sure to hold.
    var staged: [ChangedChannel] = []
    private var controls: [Int] = []
    /// How often a channel is written; where its writes begin in `grouped`.
    private var counts: [Int32] = []
    private var begins: [Int32] = []
    /// The last task that writes a channel, by its place.
    private var writers: [Int32] = []
    private var grouped: [ChannelWrite] = []

    /// Sorts the tasks' writes by channel, keeping task order within each.
    mutating func group(_ tasks: [AppliedTask], channelCount: Int) {
        prepare(channelCount)
        var total = 0
        for place in tasks.indices {
            for written in tasks[place].effects.writes {
                let channel = written.channel
                if counts[channel] == 0 { touched.append(channel) }
                counts[channel] += 1
                writers[channel] = Int32(place)
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
            for written in task.effects.writes {
                grouped[Int(begins[written.channel])] = written.write
                begins[written.channel] += 1
            }
        }
        for channel in touched { begins[channel] -= counts[channel] }
    }

    /// Notes which channels a task writes, where nothing is to be sorted.
    mutating func note(_ task: AppliedTask, channelCount: Int) {
        prepare(channelCount)
        let effects = task.effects
        for place in effects.writes.indices {
            let channel = effects.writes[place].channel
            if counts[channel] == 0 { touched.append(channel) }
            counts[channel] = 1
        }
    }

    private mutating func prepare(_ channelCount: Int) {
        guard counts.isEmpty else { return }
        counts = Array(repeating: 0, count: channelCount)
        begins = counts
        writers = counts
    }

    /// The writes to a touched channel that has several.
    func writes(to channel: Int) -> ArraySlice<ChannelWrite> {
        let begin = Int(begins[channel])
        return grouped[begin..<begin + Int(counts[channel])]
    }

    /// The task that writes the channel, by its place, if there is just one write.
    func onlyWriter(of channel: Int) -> Int? { counts[channel] == 1 ? Int(writers[channel]) : nil }

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
        touched.clear()
        controls.clear()
        grouped.clear()
    }
}
