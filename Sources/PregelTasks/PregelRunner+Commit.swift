import PregelEngine
import PregelValues

extension PregelRunner {
    /// Puts what a task did, now that it has ended (RUN-2, RUN-3).
    func commit(_ entry: TickEntry, _ outcome: Result<Value?, any Error>) {
        let task = entry.task
        switch outcome {
        case .success:
            nodeFinished(task.name)
            if task.writes.allSatisfy(\.isControl) { task.add(.noWrites) }
            putWrites(task.id, task.writes)
        case .failure(BubbleUp.interrupted(let interrupts)):
            guard !interrupts.isEmpty else { return }
            let answers = task.writes.filter { if case .answers = $0 { true } else { false } }
            putWrites(task.id, [.interrupts(interrupts)] + answers)
        case .failure(is BubbleUp): return
        case .failure(is CancellationError):
            let failure = Failure(
                .cancelled, message: "task \"\(task.name)\" was cancelled", node: task.name)
            task.add(.error(failure))
            putWrites(task.id, task.writes)
        case .failure(let error):
            task.add(.error(Failure(thrown: error)))
            if entry.isHandled { task.add(.errorSource(task.name)) }
            putWrites(task.id, task.writes)
        }
    }
}
