import PregelDiagnostics
import PregelEngine
import PregelValues

/// Prints what a run gives: stream entries as they come, then the result.
struct RunReport: Sendable {
    let console: Console
    /// Whether to print JSON, an object a line.
    let isJSON: Bool
    /// The outputs to print; `nil` for all.
    let selection: [String]?
    /// What is cut of stream entries; `nil` for nothing.
    let limit: PayloadLimit?

    /// Prints an entry of the stream.
    func show(_ entry: StreamEntry) {
        let data = limit?.cut(entry.data, of: entry.mode) ?? entry.data
        if isJSON {
            let line: Value = [
                "ns": .array(entry.namespace.map { Value($0) }), "mode": Value(entry.mode.name), "data": data,
            ]
            console.print(JSONText.line(line))
        } else {
            console.print("\(entry.mode.name) \(place(of: entry))\(JSONText.line(data))")
        }
    }

    /// The nested graph that an entry comes from, `outer:ID/inner:ID `, with as much of the ids as tells them apart.
    private func place(of entry: StreamEntry) -> String {
        guard !entry.namespace.isEmpty else { return "" }
        return Wording.clean(entry.namespace.map(Self.shortened).joined(separator: "/")) + " "
    }

    /// The digits of a task's id before its first dash are enough.
    private static func shortened(_ task: String) -> String {
        guard let colon = task.lastIndex(of: ":") else { return task }
        return String(task[...colon] + task[colon...].dropFirst().prefix { $0 != "-" })
    }

    /// Prints that a failed node is tried again.
    func show(_ retry: RetryNotice) {
        let node = (retry.path + [retry.node]).joined(separator: "/")
        let failure = retry.failure
        let reason = failure.kind.isEmpty ? failure.message : "\(failure.kind): \(failure.message)"
        let wait = (retry.wait * 100).rounded() / 100
        let when = wait > 0 ? "in \(wait) s" : "at once"
        console.note(
            "retry: node \(Wording.clean(node)): attempt \(retry.attempt) of \(retry.maxAttempts) failed: "
                + "\(Wording.line(reason)); trying again \(when)")
    }

    /// Prints how the run ended, and gives the exit status.
    func finish(_ result: RunResult) -> ExitStatus {
        let output = selected(result.output)
        if isJSON {
            console.print(JSONText.line(summary(result, output)))
        } else if result.status != .failed {
            console.print(JSONText.pretty(output))
        }
        switch result.status {
        case .completed: return .completed
        case .interrupted:
            explainPause(result)
            return .paused
        case .failed, .drained:
            guard let failure = result.failure else { return .internalFault }
            if failure.code == .cancelled {
                console.note("\(Interruption.word): the run was cancelled, and its nodes have ended")
                return Interruption.cause ?? .interrupted
            }
            if failure.code == .drained {
                console.note("\(Interruption.word): the superstep was finished, and the run has ended")
                return Interruption.cause ?? .terminated
            }
            console.report([failure.diagnostic])
            return failure.exit
        }
    }

    private func selected(_ output: Value) -> Value {
        guard let selection, output.kind == .object else { return output }
        return .object(selection.compactMap { name in output[name].map { (key: name, value: $0) } })
    }

    private func summary(_ result: RunResult, _ output: Value) -> Value {
        var summary = ObjectBuilder()
        summary.set("status", to: Value(result.status.rawValue))
        summary.set("output", to: output)
        summary.set("interrupts", to: .array(result.interrupts.map { ["value": $0.value, "node": Value($0.node)] }))
        if !result.pauses.isEmpty { summary.set("pauses", to: .array(result.pauses.map(value))) }
        summary.set("error", to: result.failure?.value ?? .null)
        summary.set("run_id", to: Value(result.runID.description))
        summary.set("thread", to: .null)
        return summary.finish()
    }

    private func value(_ pause: RunPause) -> Value {
        [
            "when": Value(pause.moment.rawValue), "nodes": .array(pause.nodes.map { Value($0) }),
            "ns": .array(pause.path.map { Value($0) }),
        ]
    }

    private func explainPause(_ result: RunResult) {
        for pause in result.pauses {
            let nodes = pause.nodes.map { (pause.path + [$0]).joined(separator: "/") }
            console.note(
                "paused \(pause.moment.rawValue) \(nodes.count == 1 ? "node" : "the nodes") \(Wording.list(nodes))")
        }
        for interrupt in result.interrupts {
            let question = Wording.line(JSONText.line(interrupt.value))
            console.note("paused: node \(Wording.clean(interrupt.node)) asks \(question)")
        }
        console.note("the run cannot go on from here: this version keeps no threads")
    }
}

extension Failure {
    /// The failure as a remark on standard error.
    fileprivate var diagnostic: Diagnostic {
        var notes: [String] = []
        if !node.isEmpty { notes.append("node: \(node)" + (attempt > 1 ? ", attempt \(attempt)" : "")) }
        if !plugin.isEmpty { notes.append("plugin: \(plugin)") }
        if let detail { notes.append("detail: \(JSONText.line(detail))") }
        return Diagnostic(code: code.rawValue, message: text, notes: notes, fix: fix, exit: exit)
    }

    /// How the process ends with it.
    fileprivate var exit: ExitStatus { code == .noThreads ? .unavailable : .failed }

    /// What to do about it, where the code says that.
    private var fix: String? {
        switch code {
        case .graphRecursionLimit: "give the loop a way out, or allow more supersteps: --recursion-limit N"
        case .noThreads: "allow more threads: ulimit -u, the pids limit of the container, kernel.threads-max"
        default: nil
        }
    }

    /// The failure as data.
    fileprivate var value: Value {
        var object = ObjectBuilder()
        object.set("code", to: Value(code.rawValue))
        object.set("kind", to: Value(kind))
        object.set("message", to: Value(message))
        object.set("node", to: node.isEmpty ? .null : Value(node))
        object.set("plugin", to: plugin.isEmpty ? .null : Value(plugin))
        object.set("attempt", to: Value(attempt))
        if let detail { object.set("detail", to: detail) }
        return object.finish()
    }
}
