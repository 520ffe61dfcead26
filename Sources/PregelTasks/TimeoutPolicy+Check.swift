import PregelEngine

extension TimeoutPolicy {
    /// Refuses limits that no attempt could keep (RUN-10).
    func check(_ task: String) throws(Failure) {
        for (name, limit) in [("run", run), ("idle", idle)] {
            guard let limit, !(limit > 0) else { continue }
            throw Failure(
                .nodeError, kind: "ValueError",
                message:
                    "task \"\(task)\" has a timeout whose `\(name)` is \(limit) s: give one greater than 0, or nil",
                node: task)
        }
    }
}
