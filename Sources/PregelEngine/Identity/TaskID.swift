/// A task's id (BSP-7): a function of the checkpoint that it starts from and of what it is, and of nothing else.
///
/// So a task has the same id after a restart and finds what it wrote before (BSP-8).
enum TaskID {
    /// How a task came about, with what tells it from its like in the same superstep.
    enum Kind: Hashable, Sendable {
        /// A node, with all the channels that may start it, in any order.
        case pull(triggers: [String])
        /// A packet, at its index among those of the superstep.
        case push(index: Int)
        /// The error handler for the task with this id. Its parent namespace is the failed task's own.
        case errorHandler(failedTask: String)
        /// A function called by the task at `path`. Its parent namespace is the caller's own.
        case call(path: TaskPath, index: Int)

        /// What of the kind goes into the id, in order.
        fileprivate var parts: [String] {
            switch self {
            case .pull(let triggers):
                [TaskWord.pull] + triggers.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            case .push(let index): [TaskWord.push, String(index)]
            case .errorHandler(let failedTask): [TaskWord.push, TaskWord.errorHandler, failedTask]
            case .call(let path, let index): [TaskWord.push, path.text, String(index)]
            }
        }
    }

    /// The part of a node's id that is always the same.
    static func tail(name: String, triggers: [String]) -> [UInt8] {
        Array(name.utf8) + Kind.pull(triggers: triggers).parts.flatMap { $0.utf8 }
    }

    /// Makes the id of a node's task, as the other form does.
    ///
    /// - Parameter tail: What `tail` gave for the node.
    static func make(
        checkpoint: (high: UInt64, low: UInt64), parent: String, step: Int, name: String, tail: [UInt8]
    ) -> String {
        let place = TaskNamespace.node(parent: parent, name: name)
        let digits = String(step)
        let size = 16 + place.utf8.count + digits.utf8.count + tail.count
        return withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { bytes in
            bytes.storeBytes(of: checkpoint.high.bigEndian, as: UInt64.self)
            bytes.storeBytes(of: checkpoint.low.bigEndian, toByteOffset: 8, as: UInt64.self)
            var end = 16
            for text in [place, digits] {
                UnsafeMutableRawBufferPointer(rebasing: bytes[end...]).copyBytes(from: text.utf8)
                end += text.utf8.count
            }
            UnsafeMutableRawBufferPointer(rebasing: bytes[end...]).copyBytes(from: tail)
            return XXH3.hash128(UnsafeRawBufferPointer(bytes)).groupedHex
        }
    }

    /// Makes a task's id, spelt 8-4-4-4-12.
    ///
    /// - Parameters:
    ///   - checkpoint: The 16 bytes of the checkpoint's id, as two big-endian numbers.
    ///   - parent: The namespace that the task belongs to, "" in the root graph.
    static func make(
        checkpoint: (high: UInt64, low: UInt64), parent: String, step: Int, name: String, kind: Kind
    ) -> String {
        var bytes = Hash128(high: checkpoint.high, low: checkpoint.low).bytes
        bytes.reserveCapacity(256)
        bytes += TaskNamespace.node(parent: parent, name: name).utf8
        bytes += String(step).utf8
        bytes += name.utf8
        for part in kind.parts { bytes += part.utf8 }
        return bytes.withUnsafeBytes { XXH3.hash128($0) }.groupedHex
    }
}
