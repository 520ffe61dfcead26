internal import CPregelABI
internal import PregelValues

/// An instance of a component, as the pointer that crosses the border.
///
/// The tables' C functions are not generic: they find a box and call a method that its generic subclass has.
class ComponentBox: @unchecked Sendable {
    /// Hands the box over to the host.
    final func retained() -> UnsafeMutableRawPointer { Unmanaged.passRetained(self).toOpaque() }

    /// The box behind an instance, as the kind that the table's function belongs to.
    @inline(__always)
    static func of<Box: ComponentBox>(_ instance: UnsafeMutableRawPointer?, as type: Box.Type) -> Box {
        guard let instance else { preconditionFailure("the host hands on the instance that create made") }
        return unsafeDowncast(Unmanaged<ComponentBox>.fromOpaque(instance).takeUnretainedValue(), to: type)
    }

    /// Runs `body` with the box, which the host keeps meanwhile: no reference is counted.
    @inline(__always)
    static func with<Box: ComponentBox, R>(
        _ instance: UnsafeMutableRawPointer?, as type: Box.Type, _ body: (Box) -> R
    ) -> R {
        guard let instance else { preconditionFailure("the host hands on the instance that create made") }
        return Unmanaged<ComponentBox>.fromOpaque(instance)._withUnsafeGuaranteedRef {
            body(unsafeDowncast($0, to: type))
        }
    }
}

/// An instance of a node.
class NodeBox: ComponentBox, @unchecked Sendable {
    func invoke(
        _ host: UnsafePointer<pregel_host_v1>, _ task: UnsafePointer<pregel_task_v1>
    ) -> pregel_status {
        preconditionFailure("a box of a node says how it runs")
    }

    func cancel(_ call: pregel_call) {}
}

/// How a node's output becomes writes.
///
/// Unchecked, for the function has no state but the output's type.
struct OutputWriter<Output>: @unchecked Sendable {
    let write: (Output, Call) throws -> Void
}

/// Writes each member of an object to the channel of its name, without making strings of the keys.
enum MemberWriter {
    static func writeEncoded(_ output: some Encodable, _ call: Call) throws { try write(Value(encoding: output), call) }

    static func write(_ value: Value, _ call: Call) throws {
        switch value.kind {
        case .null: return
        case .object: break
        default:
            throw CodingFailure(
                path: "", message: "a node's output must be an object of channels, and is \(value.inWords)")
        }
        try withExtendedLifetime(value.owner) {
            for index in 0..<value.count {
                guard let member = value.raw.u.members.map({ $0 + index }) else { return }
                let status = withUnsafePointer(to: member.pointee.value) {
                    call.host.pointee.write(call.host, call.id, member.pointee.key, $0)
                }
                if status != Status.ok { throw call.refusal(status, "write", member.pointee.key.string) }
            }
        }
    }
}

extension Decodable {
    /// Decodes what a call lends; a plain `Value` is taken as it is.
    @inline(__always)
    static func read(_ value: Value) throws -> Self {
        if Self.self == Value.self { return unsafeBitCast(value, to: Self.self) }
        return try value.decode(Self.self)
    }
}
