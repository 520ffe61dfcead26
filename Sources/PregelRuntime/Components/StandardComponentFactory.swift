import PregelDiagnostics
import PregelEngine
import PregelLogic
import PregelManifest
import PregelPlugins
import PregelThreads
import PregelValues

/// What the built-in components do; their names and configurations are in `StandardComponents`.
struct StandardComponentFactory {
    /// Where `std.log` writes.
    let log: any PluginLog

    /// What runs of a built-in node.
    func node(_ use: ComponentUse, named name: String) throws(DiagnosticsError) -> NodeAction {
        let config = StandardConfig(use)
        switch use.name.name {
        case "set": return try set(config)
        case "pass": return .sync(.pure) { _ in }
        case "fail": return try fail(config)
        case "log": return try log(config, node: name)
        case "emit": return try emit(config)
        case "goto": return try goto(config)
        case "send_each": return try sendEach(config)
        case "wait": return try wait(config)
        case "interrupt": return try interrupt(config)
        default: throw config.unknown("node")
        }
    }

    /// What runs of a built-in router.
    func router(_ use: ComponentUse, named name: String) throws(DiagnosticsError) -> Router {
        let config = StandardConfig(use)
        guard use.name.name == "send_each" else { throw config.unknown("router") }
        return Router(PacketRouter(packets: try PacketList(config)))
    }

    private func set(_ config: StandardConfig) throws(DiagnosticsError) -> NodeAction {
        let values = try config.expressions("values")
        let overwrites = try config.expressions("overwrite")
        return .sync(.pure) { task in
            let scope = task.scope
            for (channel, expression) in values { try task.write(channel, expression.value(over: scope)) }
            for (channel, expression) in overwrites { try task.overwrite(channel, expression.value(over: scope)) }
        }
    }

    private func fail(_ config: StandardConfig) throws(DiagnosticsError) -> NodeAction {
        let message = try config.expression("message")
        let kind = config["kind"]?.string ?? "Error"
        let isTransient = config["transient"]?.bool
        return .sync { task in
            throw NodeError(kind: kind, try message.value(over: task.scope).text, isTransient: isTransient)
        }
    }

    private func log(_ config: StandardConfig, node: String) throws(DiagnosticsError) -> NodeAction {
        let message = try config.expression("message")
        let names = ["trace", "debug", "info", "warning", "error"]
        let level = Int32(config["level"]?.string.flatMap { names.firstIndex(of: $0) } ?? 2)
        let log = log
        return .sync { task in
            guard level >= log.level else { return }
            let text = try message.value(over: task.scope).text
            log.write(plugin: "std", node: node, level: level, message: text, fields: nil)
        }
    }

    private func emit(_ config: StandardConfig) throws(DiagnosticsError) -> NodeAction {
        let value = try config.expression("value")
        let mode: StreamMode = config["mode"]?.string == "messages" ? .messages : .custom
        return .sync(.streams) { task in task.emit(mode: mode, try value.value(over: task.scope)) }
    }

    private func goto(_ config: StandardConfig) throws(DiagnosticsError) -> NodeAction {
        let target = try config.expression("expr")
        return .sync(.routes) { task in
            let targets = try target.value(over: task.scope)
            for name in targets.kind == .array ? Array(targets.items) : [targets] {
                guard let name = name.string else {
                    throw Failure(.invalidUpdate, message: "std.goto needs a node's name, not \(name)")
                }
                try task.goto(name)
            }
        }
    }

    private func sendEach(_ config: StandardConfig) throws(DiagnosticsError) -> NodeAction {
        let packets = try PacketList(config)
        return .sync(.routes) { task in
            try packets.each(over: task.variables) { node, argument throws(Failure) in try task.send(node, argument) }
        }
    }

    private func wait(_ config: StandardConfig) throws(DiagnosticsError) -> NodeAction {
        let time = try config.expression("ms")
        return .async { task in
            let value = try time.value(over: task.scope)
            guard let milliseconds = value.double, milliseconds >= 0, milliseconds < 1e12 else {
                throw NodeError(kind: "ValueError", "std.wait needs a number of milliseconds, not \(value)")
            }
            try await TimerThread.shared.sleep(for: .milliseconds(milliseconds))
        }
    }

    private func interrupt(_ config: StandardConfig) throws(DiagnosticsError) -> NodeAction {
        let question = try config.expression("value")
        let channel = config["into"]?.string
        let schema = config["schema"]
        return .sync(.interrupts) { task in
            let answer = try task.interrupt(question.value(over: task.scope), schema: schema)
            if let channel { try task.write(channel, answer) }
        }
    }
}

extension TaskContext {
    /// The variables of an expression: what the node sees; for a handler `error` besides.
    fileprivate var scope: Scope { error == nil ? Scope(input) : Scope(variables) }

    /// What the node sees, and for a handler `error`, one by one.
    fileprivate var variables: [(name: String, value: Value)] {
        (error.map { [(name: "error", value: $0)] } ?? []) + input.members.map { (name: $0.key, value: $0.value) }
    }
}

extension Value {
    /// A string as it is, everything else as JSON.
    fileprivate var text: String { string ?? description }
}
