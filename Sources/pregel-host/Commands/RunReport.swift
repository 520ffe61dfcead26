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

    /// Prints an entry of the stream.
    func show(_ entry: StreamEntry) {
        if isJSON {
            let line: Value = [
                "ns": .array(entry.path.map { Value($0) }), "mode": Value(entry.mode.name), "data": entry.data,
            ]
            console.print(JSONText.line(line))
        } else {
            let place = entry.path.isEmpty ? "" : entry.path.joined(separator: "/") + " "
            console.print("\(entry.mode.name) \(place)\(JSONText.line(entry.data))")
        }
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
                console.note("interrupted: the run was cancelled, and its nodes have ended")
                return .interrupted
            }
            console.report([failure.diagnostic])
            return .failed
        }
    }

    private func selected(_ output: Value) -> Value {
        guard let selection, output.kind == .object else { return output }
        return .object(selection.compactMap { name in output[name].map { (key: name, value: $0) } })
    }

    private func summary(_ result: RunResult, _ output: Value) -> Value {
        [
            "status": Value(result.status.rawValue),
            "output": output,
            "interrupts": .array(result.interrupts.map { ["value": $0.value, "node": Value($0.node)] }),
            "error": result.failure?.value ?? .null,
            "run_id": Value(result.runID.description),
            "thread": .null,
        ]
    }

    private func explainPause(_ result: RunResult) {
        if result.interrupts.isEmpty { console.note("paused at a breakpoint") }
        for interrupt in result.interrupts {
            console.note("paused: node \(interrupt.node) asks \(JSONText.line(interrupt.value))")
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
        return Diagnostic(code: code.rawValue, message: text, notes: notes, exit: .failed)
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
