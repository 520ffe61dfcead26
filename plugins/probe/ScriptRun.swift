import Glibc
import PregelLogic
import PregelSDK

/// One run of a script: its variables, and the task that it acts on.
struct ScriptRun {
    private let state: Value
    private let context: NodeContext
    private let call: Int
    private var local: [(key: String, value: Value)] = []

    init(state: Value, context: NodeContext, call: Int) {
        self.state = state
        self.context = context
        self.call = call
    }

    /// Runs steps; `false` where one of them ended the script.
    mutating func perform(_ steps: [ScriptStep]) throws -> Bool {
        for step in steps {
            guard try perform(step) else { return false }
        }
        return true
    }

    private mutating func perform(_ step: ScriptStep) throws -> Bool {
        switch step {
        case .write(let writes, let overwrites): try write(writes, overwrites)
        case .set(let values):
            // All of them see the variables as they were before.
            let scope = scope()
            for (name, value) in try values.map({ ($0.name, try $0.expression.evaluate(scope)) }) { set(name, value) }
        case .emit(let chunk): try context.emit(chunk.evaluate(scope()))
        case .sleep(let milliseconds): try sleep(milliseconds)
        case .fail(let failure): try fail(failure)
        case .interrupt(let question, let name):
            let answer = try context.interrupt(question.evaluate(scope()))
            if let name { set(name, answer) }
        case .readState(let name): try set(name, context.readState() ?? .null)
        case .goTo(let target): try goTo(target.evaluate(scope()))
        case .send(let packet): try context.send(to: packet.target(scope()), packet.argument.evaluate(scope()))
        case .sendEach(let packet, let over):
            try packet.sendEach(over, names()) { try context.send(to: $0, $1) }
        case .commandParent(let update, let target):
            try commandParent(update, target)
            return false
        case .when(let condition, let then, let otherwise):
            return try perform(Expression.isTrue(condition.evaluate(scope())) ? then : otherwise)
        case .stop: return false
        }
        return true
    }

    private func write(_ writes: [NamedExpression], _ overwrites: Bool) throws {
        for write in writes {
            let value = try write.expression.evaluate(scope())
            if overwrites {
                try context.overwrite(write.name, value)
            } else {
                try context.write(write.name, value)
            }
        }
    }

    private func goTo(_ target: Value) throws {
        if let node = target.string { return try context.goTo(node) }
        guard target.kind == .array else { throw ScriptedPacket.badTarget(target) }
        for item in target.items {
            guard let node = item.string else { throw ScriptedPacket.badTarget(item) }
            try context.goTo(node)
        }
    }

    private func fail(_ failure: ScriptedFailure) throws {
        let (count, limit) = failure.first.map { (call, $0) } ?? (context.attempt, failure.attempts ?? .max)
        if count <= limit { throw NodeError(kind: failure.kind, message: failure.message) }
    }

    /// What the values are is settled before the parent is commanded: they are of this graph.
    private func commandParent(_ update: [NamedExpression], _ target: Expression?) throws {
        let values = try update.map { ($0.name, try $0.expression.evaluate(scope())) }
        let target = try target?.evaluate(scope())
        try context.commandParent()
        for (name, value) in values { try context.write(name, value) }
        if let target { try goTo(target) }
    }

    /// Waits in short pieces, so that a cancelled task ends soon.
    private func sleep(_ milliseconds: Int) throws {
        var left = milliseconds
        while left > 0 {
            try context.checkCancellation()
            let piece = min(left, 2)
            usleep(UInt32(piece) * 1000)
            left -= piece
        }
        try context.checkCancellation()
    }

    private mutating func set(_ name: String, _ value: Value) {
        local.removeAll { $0.key == name }
        local.append((name, value))
    }

    private func names() -> [(name: String, value: Value)] {
        var names: [(name: String, value: Value)] = [
            ("state", state), ("local", .object(local)), ("attempt", Value(context.attempt)),
            ("node", Value(context.node)),
        ]
        if let error = context.error { names.append(("error", error)) }
        return names
    }

    private func scope() -> Scope { Scope(names()) }
}

extension ScriptedPacket {
    /// The node that the packet goes to.
    func target(_ scope: Scope) throws -> String {
        let target = try node.evaluate(scope)
        guard let name = target.string else { throw ScriptedPacket.badTarget(target) }
        return name
    }

    /// Sends a packet for each item of a list; `item` and `index` are variables.
    func sendEach(
        _ over: Expression, _ names: [(name: String, value: Value)], _ send: (String, Value) throws -> Void
    ) throws {
        let list = try over.evaluate(Scope(names))
        guard list.kind == .array else {
            throw NodeError(kind: "TypeError", message: "send_each goes over a list, not \(list)")
        }
        for (index, item) in list.items.enumerated() {
            let scope = Scope(names + [("item", item), ("index", Value(index))])
            try send(target(scope), argument.evaluate(scope))
        }
    }

    static func badTarget(_ value: Value) -> NodeError {
        NodeError(kind: "TypeError", message: "a node's name was expected, not \(value)")
    }
}
