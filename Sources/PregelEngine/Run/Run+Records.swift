import PregelValues

/// What tasks did before their superstep's checkpoint: taken back when a thread goes on, saved as they end.
extension Run {
    /// The name under which a task's record goes.
    func key(of slot: Int) -> TaskKey {
        let planned = slots[slot].planned
        return TaskKey(node: planned.node, packet: planned.packet, isHandler: slots[slot].isHandling)
    }

    /// The root's task that a task belongs to. From any thread, while the task runs.
    func rootTask(_ slot: Int) -> TaskKey {
        var (run, slot) = (self, slot)
        while let parent = run.parent { (run, slot) = (parent.run, parent.slot) }
        return run.key(of: slot)
    }

    /// Marks tasks as done that had finished before the run went on (CP-8); those that were handed to their handler
    /// have it run again (RUN-13). A node that must not be run again keeps what became of it also where an old checkpoint is
    /// replayed, whose other tasks run again.
    func restoreTasks() {
        guard !records.isEmpty else { return }
        for slot in slots.indices {
            guard let record = records[key(of: slot)] else { continue }
            let runsOnce = slots[slot].planned.node >= 0 && graph.nodes[slots[slot].planned.node].runsOnce
            if isReplaying, !runsOnce { continue }
            if let output = record.output {
                restore(slot, output)
                // A replay is a branch of its own: its checkpoint has no records yet.
                if isReplaying { self.record(slot) { $0.output = output } }
            } else if let failure = record.failure, record.isHandled || runsOnce && failure.attempt > 0 {
                slots[slot].failure = failure
            }
        }
    }

    /// Forgets what became of tasks, but of those that must not be run again.
    func forgetRecords() {
        guard graph.hasOnce else { return records.removeAll() }
        let nodes = graph.nodes
        records.filter { $0.key.node >= 0 && nodes[$0.key.node].runsOnce }
    }

    /// Ends a task that has begun before the run went on, did not end well, and must not be run again.
    func refuseSecondRun(_ slot: Int, _ earlier: Failure) {
        var failure = earlier
        failure.isTransient = false
        failure.message = "\(earlier.message) (the node runs once: it is not run again)"
        slots[slot].failure = failure
        slots[slot].status = .failed
        streamEnd(slot)
        stop(failure)
    }

    /// Counts a task as done, with what it did another time.
    func restore(_ slot: Int, _ output: TaskOutput) {
        let planned = slots[slot].planned
        let context = makeContext(planned.node, planned.argument, isShared: false)
        context.slot = slot
        context.step = step
        output.restore(context.effects)
        slots[slot].context = context
        slots[slot].status = .done
        slots[slot].isRestored = true
    }

    /// The answers that a task has been given so far, with the one that is meant for its next question.
    func answers(for slot: Int) -> [Value] {
        var answers = records.isEmpty || ignoresAnswers ? [] : records[key(of: slot)]?.answers ?? []
        if !session.answersByID.isEmpty, saver != nil {
            let next = interruptID(slot, asked: answers.count)
            if let answer = session.answersByID[next] ?? session.answersByID[interruptID(slot, asked: 0)] {
                answers.append(answer)
            }
        }
        return answers
    }

    /// Saves what a task did, where the run has a checkpointer.
    func record(_ slot: Int, _ fill: (inout TaskRecord) -> Void) {
        guard let saver else { return }
        // What was asked or failed before stays on record, also once the task has finished.
        let record = records.change(key(of: slot)) { record in
            if let answers = slots[slot].context?.answers, !answers.isEmpty { record.answers = answers }
            fill(&record)
        }
        saver.save(record)
    }

    /// Saves of tasks that were not let finish that they were cancelled (RUN-5, RUN-6).
    func recordCancelled() {
        guard saver != nil else { return }
        for slot in slots.indices where slots[slot].status == .waiting || slots[slot].status == .running {
            record(slot) {
                // An attempt is noted only of what must not be run again: it has begun.
                let hasBegun = slots[slot].status == .running && graph.nodes[slots[slot].planned.node].runsOnce
                $0.failure = Failure(
                    .cancelled, message: "another task of the superstep failed first",
                    node: name(of: slot), attempt: hasBegun ? 1 : 0)
            }
        }
    }

    /// Saves of tasks whose writes cannot stand together why not; what they did is dropped (D-7).
    func recordConflict(_ refusal: ApplyRefusal, _ failure: Failure) {
        guard saver != nil else { return }
        for slot in slots.indices {
            guard let effects = slots[slot].context?.effects,
                effects.writes.contains(where: { $0.channel == refusal.channel })
            else { continue }
            record(slot) {
                $0.failure = failure
                $0.output = nil
            }
        }
    }
}
