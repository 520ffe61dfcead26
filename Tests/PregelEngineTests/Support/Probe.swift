import PregelValues

@testable import PregelEngine

/// A channel that expectations can change.
@dynamicMemberLookup
final class Probe {
    private var cell: ChannelCell

    init(_ cell: ChannelCell) { self.cell = cell }

    convenience init(_ kind: ChannelKind) { self.init(ChannelCell(kind)) }

    subscript<T>(dynamicMember path: KeyPath<ChannelCell, T>) -> T { cell[keyPath: path] }

    /// One superstep's plain writes.
    func update(_ values: [Value]) throws -> Bool { try update(writes: values.map { ChannelWrite(value: $0) }) }
    func update(writes: [ChannelWrite]) throws -> Bool { try cell.update(writes) }
    /// Members of a join that have run.
    func signal(_ members: [Int]) -> Bool {
        members.map { JoinSignal(channel: 0, member: $0) }.withUnsafeBufferPointer { cell.signal($0) }
    }
    func consume() -> Bool { cell.consume() }
    func finish() -> Bool { cell.finish() }
    func restore(_ saved: Value?) { cell.restore(saved) }

    /// Why the channel does not take these writes; `nil` where it does.
    func refusal(of values: [Value]) -> ErrorCode? { refusal(ofWrites: values.map { ChannelWrite(value: $0) }) }

    func refusal(ofWrites writes: [ChannelWrite]) -> ErrorCode? {
        do throws(ChannelRefusal) {
            _ = try cell.update(writes)
            return nil
        } catch {
            return error.code
        }
    }
}
