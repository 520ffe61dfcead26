internal import CPregelABI

/// Reads one JSON text into an arena, strictly as RFC 8259 has it.
///
/// It keeps its own stack, so no nesting overflows the thread's. The arena holds one copy of the text with a NUL
/// behind it: the NUL ends every scan, and strings without escapes point right into the copy.
struct JSONReader: ~Copyable {
    /// An array or object that has not ended.
    private struct Frame: BitwiseCopyable {
        /// Where its items or members start on their stack.
        let start: Int
        /// Its bracket.
        let open: UnsafePointer<UInt8>
    }

    /// The text as it was handed over, which faults speak of.
    let original: UnsafeRawBufferPointer
    /// The copy; escapes are decoded in it, in place.
    let text: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    let options: JSONOptions
    private let arena: Arena
    private var frames: ReaderStack<Frame>
    private var items: ReaderStack<pregel_value>
    private var members: ReaderStack<pregel_member>

    /// Reads a whole text.
    static func value(of text: UnsafeRawBufferPointer, _ options: JSONOptions) throws(JSONError) -> Value {
        var reader = try JSONReader(text, options)
        let raw = try reader.read()
        // A scalar points to nothing, so it needs no owner.
        return Value(raw: raw, owner: raw.kind < UInt8(PREGEL_STRING) ? nil : reader.arena)
    }

    private init(_ source: UnsafeRawBufferPointer, _ options: JSONOptions) throws(JSONError) {
        let count = source.count
        // The border counts the bytes of a string in 32 bits.
        let limit = min(options.maxSize, Int(UInt32.max))
        guard count <= limit else {
            throw JSONError(.size, "the text has \(count) bytes; at most \(limit) are taken", at: 0, in: source)
        }
        original = source
        self.options = options
        // One block for the copy and the values of a typical text; what is not touched of a large one takes no memory.
        arena = Arena(capacity: count * 3 + 64)
        let copy = arena.allocate(UInt8.self, count: count + 8)
        if let base = source.baseAddress { UnsafeMutableRawPointer(copy).copyMemory(from: base, byteCount: count) }
        (copy + count).initialize(repeating: 0, count: 8)
        text = UnsafePointer(copy)
        end = text + count
        frames = ReaderStack(capacity: 16)
        items = ReaderStack(capacity: 32)
        members = ReaderStack(capacity: 32)
    }

    /// Reads the whole text.
    private mutating func read() throws(JSONError) -> pregel_value {
        var at = text
        let value = try readValue(&at)
        skipSpace(&at)
        if at != end { throw fault(.syntax, "expected the end of the text after the value", at) }
        return value
    }

    private mutating func readValue(_ at: inout UnsafePointer<UInt8>) throws(JSONError) -> pregel_value {
        while true {
            skipSpace(&at)
            var value: pregel_value
            switch at.pointee {
            case UInt8(ascii: "\""):
                let string = try readString(&at)
                value = pregel_string(string)
            case UInt8(ascii: "{"):
                if try openObject(&at) { continue }
                value = closed(pregel_object(nil, 0))
            case UInt8(ascii: "["):
                if try openArray(&at) { continue }
                value = closed(pregel_array(nil, 0))
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                value = try readNumber(&at)
            default:
                value = try readWord(&at)
            }
            if try finish(&value, &at) { return value }
        }
    }

    /// Adds a value to what holds it and ends what ends behind it; whether it is the whole text's value.
    @inline(__always)
    private mutating func finish(
        _ value: inout pregel_value, _ at: inout UnsafePointer<UInt8>
    ) throws(JSONError) -> Bool {
        while frames.count > 0 {
            let frame = frames.base[frames.count - 1]
            skipSpace(&at)
            if frame.open.pointee == UInt8(ascii: "{") {
                members.base[members.count - 1].value = value
                if at.pointee == UInt8(ascii: ",") {
                    at += 1
                    try readKey(&at)
                    return false
                }
                guard at.pointee == UInt8(ascii: "}") else { throw unexpected("\",\" or \"}\"", at) }
                value = try closeObject(frame)
            } else {
                items.push(value)
                if at.pointee == UInt8(ascii: ",") {
                    at += 1
                    return false
                }
                guard at.pointee == UInt8(ascii: "]") else { throw unexpected("\",\" or \"]\"", at) }
                value = closeArray(frame)
            }
            at += 1
        }
        return true
    }

    /// Starts an object; false where it is empty and ended.
    private mutating func openObject(_ at: inout UnsafePointer<UInt8>) throws(JSONError) -> Bool {
        try push(Frame(start: members.count, open: at))
        at += 1
        skipSpace(&at)
        guard at.pointee == UInt8(ascii: "}") else {
            try readKey(&at)
            return true
        }
        at += 1
        return false
    }

    /// Starts an array; false where it is empty and ended.
    private mutating func openArray(_ at: inout UnsafePointer<UInt8>) throws(JSONError) -> Bool {
        try push(Frame(start: items.count, open: at))
        at += 1
        skipSpace(&at)
        guard at.pointee == UInt8(ascii: "]") else { return true }
        at += 1
        return false
    }

    @inline(__always)
    private mutating func push(_ frame: Frame) throws(JSONError) {
        if frames.count >= options.maxDepth {
            throw fault(.depth, "arrays and objects are nested more than \(options.maxDepth) deep", frame.open)
        }
        frames.push(frame)
    }

    private mutating func closed(_ empty: pregel_value) -> pregel_value {
        frames.drop(to: frames.count - 1)
        return empty
    }

    private mutating func closeArray(_ frame: Frame) -> pregel_value {
        let count = items.count - frame.start
        let place = arena.allocate(pregel_value.self, count: count)
        place.update(from: items.base + frame.start, count: count)
        items.drop(to: frame.start)
        frames.drop(to: frames.count - 1)
        return pregel_array(place, UInt32(truncatingIfNeeded: count))
    }

    private mutating func closeObject(_ frame: Frame) throws(JSONError) -> pregel_value {
        let found = members.base + frame.start
        var count = members.count - frame.start
        let isAscending = KeyOrder.isAscending(found, count)
        if !isAscending, let twice = KeyTable.duplicates(found, count: count), let first = twice.first {
            guard options.duplicateKeys == .last else {
                throw duplicate(found[first.later].key, first.later, frame.open)
            }
            count = KeyTable.keepLast(found, count, twice)
        }
        let place = arena.allocate(pregel_member.self, count: count)
        place.update(from: found, count: count)
        members.drop(to: frame.start)
        frames.drop(to: frames.count - 1)
        var value = pregel_object(place, UInt32(truncatingIfNeeded: count))
        if isAscending { value.flags = UInt8(PREGEL_SORTED_KEYS) }
        return value
    }

    /// Reads a key and its colon, and adds the member that waits for its value.
    @inline(__always)
    private mutating func readKey(_ at: inout UnsafePointer<UInt8>) throws(JSONError) {
        skipSpace(&at)
        guard at.pointee == UInt8(ascii: "\"") else { throw unexpected("a key in quotes", at) }
        let key = try readString(&at)
        skipSpace(&at)
        guard at.pointee == UInt8(ascii: ":") else { throw unexpected("\":\" after the key", at) }
        at += 1
        members.push(pregel_member(key: key, value: pregel_null()))
    }

    /// Reads `true`, `false` or `null`, four bytes at once: eight NULs are behind the text.
    private func readWord(_ at: inout UnsafePointer<UInt8>) throws(JSONError) -> pregel_value {
        switch UInt32(bigEndian: UnsafeRawPointer(at).loadUnaligned(as: UInt32.self)) {
        case 0x6E75_6C6C:  // null
            at += 4
            return pregel_null()
        case 0x7472_7565:  // true
            at += 4
            return pregel_bool(true)
        case 0x6661_6C73 where at[4] == UInt8(ascii: "e"):  // fals, e
            at += 5
            return pregel_bool(false)
        default:
            throw noWord(at)
        }
    }

    @inline(__always)
    private func skipSpace(_ at: inout UnsafePointer<UInt8>) {
        while at.pointee <= 0x20, at.pointee == 0x20 || at.pointee == 0x0A || at.pointee == 0x0D || at.pointee == 0x09 {
            at += 1
        }
    }
}
