internal import CPregelABI
internal import PregelValues
internal import Synchronization

/// The host's verbs, with their statuses as errors.
extension Call {
    typealias NamedVerb =
        @convention(c) (
            UnsafePointer<pregel_host_v1>, pregel_call, pregel_str, UnsafePointer<pregel_value>
        ) -> pregel_status

    @inline(__always)
    func perform(_ verb: NamedVerb, _ name: String, _ value: Value, as words: StaticString) throws {
        let status = name.withStr { text in
            withUnsafePointer(to: value.raw) { verb(host, id, text, $0) }
        }
        withExtendedLifetime(value) {}
        if status != Status.ok { throw refusal(status, words, name) }
    }

    /// The same with what a closure puts.
    @inline(__always)
    func perform(
        _ verb: NamedVerb, _ name: String, as words: StaticString, _ body: (inout ValueWriter) throws -> Void
    ) throws {
        let writer = try ValueWriter.written(by: body)
        let status = name.withStr { text in withUnsafePointer(to: writer.value) { verb(host, id, text, $0) } }
        writer.end()
        if status != Status.ok { throw refusal(status, words, name) }
    }

    func read(_ channel: String) throws -> Value? {
        var found: UnsafePointer<pregel_value>?
        let status = channel.withStr { host.pointee.read(host, id, $0, &found) }
        if status == Status.absent { return nil }
        guard status == Status.ok, let found else { throw refusal(status, "read", channel) }
        return try Value(copying: found)
    }

    func readState() throws -> Value? {
        var found: UnsafePointer<pregel_value>?
        let status = host.pointee.read_state(host, id, &found)
        if status == Status.absent { return nil }
        guard status == Status.ok, let found else { throw refusal(status, "read the state") }
        return try Value(copying: found)
    }

    func goTo(_ node: String) throws {
        let status = node.withStr { host.pointee.go_to(host, id, $0) }
        if status != Status.ok { throw refusal(status, "go to", node) }
    }

    func commandParent() throws {
        let status = host.pointee.command_parent(host, id)
        if status != Status.ok { throw refusal(status, "command the parent graph") }
    }

    func interrupt(_ question: Value, _ schema: Value?) throws -> Value {
        var answer: UnsafePointer<pregel_value>?
        let status = withUnsafePointer(to: question.raw) { question in
            guard let schema else { return host.pointee.interrupt(host, id, question, nil, &answer) }
            return withUnsafePointer(to: schema.raw) { host.pointee.interrupt(host, id, question, $0, &answer) }
        }
        withExtendedLifetime((question, schema)) {}
        if status == Status.interrupted {
            isInterrupted.store(true, ordering: .relaxed)
            throw Interruption()
        }
        guard status == Status.ok, let answer else { throw refusal(status, "interrupt") }
        return try Value(copying: answer)
    }

    @inline(__always)
    func give(_ route: Route) throws {
        switch route.target {
        case .none: break
        case .literal(let name):
            let status = name.withStr { name in
                withUnsafePointer(to: pregel_string(name)) { host.pointee.give(host, id, $0) }
            }
            if status != Status.ok { throw refusal(status, "give a result") }
        case .value(let value): try give(value)
        }
    }

    func give(_ value: Value) throws {
        let status = withUnsafePointer(to: value.raw) { host.pointee.give(host, id, $0) }
        withExtendedLifetime(value) {}
        if status != Status.ok { throw refusal(status, "give a result") }
    }

    func refusal(_ status: pregel_status, _ words: StaticString, _ name: String? = nil) -> HostRefusal {
        HostRefusal(
            reason: HostRefusal.Reason(rawValue: status) ?? .invalid,
            verb: name.map { "\(words) \"\($0)\"" } ?? "\(words)")
    }
}

/// Leaves a node whose question has no answer yet.
struct Interruption: Error, CustomStringConvertible {
    var description: String { "the node waits for an answer: let this error leave it" }
}
