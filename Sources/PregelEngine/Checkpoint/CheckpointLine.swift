/// The checkpoints of one thread and namespace in memory, oldest first. Not safe to use from two threads.
final class CheckpointLine {
    private var checkpoints: [SavedCheckpoint] = []

    init() {
        // A run of few supersteps has so many.
        checkpoints.reserveCapacity(6)
    }

    /// A checkpoint; without an id the newest one.
    func checkpoint(_ id: CheckpointID?) -> SavedCheckpoint? {
        guard let id else { return checkpoints.last }
        return known(id).map { checkpoints[$0] }
    }

    /// The checkpoints before one, newest first.
    func list(before: CheckpointID?, limit: Int?) -> [SavedCheckpoint] {
        let end = before.map { place(of: $0) } ?? checkpoints.count
        return checkpoints[max(end - max(limit ?? end, 0), 0)..<end].reversed()
    }

    /// Keeps a checkpoint, in the order of ids; in place of the one that has its id.
    func put(_ checkpoint: consuming SavedCheckpoint) {
        let place = place(of: checkpoint.id)
        if place == checkpoints.count {
            checkpoints.append(checkpoint)
        } else if checkpoints[place].id == checkpoint.id {
            checkpoints[place] = checkpoint
        } else {
            checkpoints.insert(checkpoint, at: place)
        }
    }

    /// Keeps what a task did, in place of what is kept of it; without its checkpoint, nothing.
    func put(_ task: consuming SavedTask, _ id: CheckpointID) {
        guard let place = known(id) else { return }
        checkpoints[place].keep(task)
    }

    private func known(_ id: CheckpointID) -> Int? {
        let place = place(of: id)
        return place < checkpoints.count && checkpoints[place].id == id ? place : nil
    }

    /// The place of the first checkpoint that is not older than `id`.
    private func place(of id: CheckpointID) -> Int {
        if let last = checkpoints.last?.id, last <= id { return last == id ? checkpoints.count - 1 : checkpoints.count }
        var low = 0
        var high = checkpoints.count
        while low < high {
            let middle = (low + high) / 2
            if checkpoints[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
