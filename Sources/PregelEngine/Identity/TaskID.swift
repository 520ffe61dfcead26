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
    /// - Parameters:
    ///   - nameCount: Bytes of the node's name.
    ///   - tail: What `tail` gave for the node: it begins with the name.
    static func hash(
        checkpoint: (high: UInt64, low: UInt64), parent: String, step: Int, nameCount: Int, tail: Table<UInt8>
    ) -> Hash128 {
        let most = 16 + parent.utf8.count + 1 + nameCount + 20 + tail.count
        return withUnsafeTemporaryAllocation(byteCount: most, alignment: 8) { bytes in
            bytes.storeBytes(of: checkpoint.high.bigEndian, as: UInt64.self)
            bytes.storeBytes(of: checkpoint.low.bigEndian, toByteOffset: 8, as: UInt64.self)
            var end = 16
            if !parent.isEmpty {
                for byte in parent.utf8 { add(byte, to: bytes, &end) }
                add(UInt8(ascii: "|"), to: bytes, &end)
            }
            tail.withBytes { tail in
                add(UnsafeRawBufferPointer(rebasing: tail[..<nameCount]), to: bytes, &end)
                addDigits(step, to: bytes, &end)
                add(tail, to: bytes, &end)
            }
            return XXH3.hash128(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
        }
    }

    private static func add(_ byte: UInt8, to bytes: UnsafeMutableRawBufferPointer, _ end: inout Int) {
        bytes[end] = byte
        end += 1
    }

    private static func add(
        _ text: UnsafeRawBufferPointer, to bytes: UnsafeMutableRawBufferPointer, _ end: inout Int
    ) {
        if let from = text.baseAddress, let to = bytes.baseAddress {
            (to + end).copyMemory(from: from, byteCount: text.count)
        }
        end += text.count
    }

    private static func addDigits(_ number: Int, to bytes: UnsafeMutableRawBufferPointer, _ end: inout Int) {
        if number < 0 { add(UInt8(ascii: "-"), to: bytes, &end) }
        var rest = number.magnitude
        var unit: UInt = 1
        while rest / unit >= 10 { unit *= 10 }
        while unit > 0 {
            add(UInt8(ascii: "0") + UInt8(rest / unit), to: bytes, &end)
            rest %= unit
            unit /= 10
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
        hash(checkpoint: checkpoint, parent: parent, step: step, name: name, kind: kind).groupedHex
    }

    /// A task's id as a number, which `make` spells.
    static func hash(
        checkpoint: (high: UInt64, low: UInt64), parent: String, step: Int, name: String, kind: Kind
    ) -> Hash128 {
        var bytes = Hash128(high: checkpoint.high, low: checkpoint.low).bytes
        bytes.reserveCapacity(256)
        bytes += TaskNamespace.node(parent: parent, name: name).utf8
        bytes += String(step).utf8
        bytes += name.utf8
        for part in kind.parts { bytes += part.utf8 }
        return bytes.withUnsafeBytes { XXH3.hash128($0) }
    }
}
