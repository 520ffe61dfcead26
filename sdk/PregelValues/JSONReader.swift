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

    let text: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    let arena: Arena
    let options: JSONOptions
    var keys = KeyCheck()
    private var frames: ReaderStack<Frame>
    private var items: ReaderStack<pregel_value>
    var members: ReaderStack<pregel_member>

    /// Reads the whole text; a scalar outlives the arena.
    static func value(of text: UnsafeRawBufferPointer, options: JSONOptions) throws(JSONFault) -> Value {
        var reader = JSONReader(text, options: options)
        let raw = try reader.read()
        return Value(raw: raw, owner: raw.kind < UInt8(PREGEL_STRING) ? nil : reader.arena)
    }

    private init(_ source: UnsafeRawBufferPointer, options: JSONOptions) {
        // What a typical text needs, so that a small one is one allocation.
        arena = Arena(capacity: source.count * 3 + 64)
        let copy = arena.allocate(UInt8.self, count: source.count + 8)
        if let base = source.baseAddress {
            UnsafeMutableRawPointer(copy).copyMemory(from: base, byteCount: source.count)
        }
        (copy + source.count).initialize(repeating: 0, count: 8)
        text = UnsafePointer(copy)
        end = text + source.count
        self.options = options
        frames = ReaderStack(capacity: 16)
        items = ReaderStack(capacity: 32)
        members = ReaderStack(capacity: 32)
    }

    /// Reads the whole text.
    private mutating func read() throws(JSONFault) -> pregel_value {
        var at = text
        let value = try readValue(&at)
        skipSpace(&at)
        if at != end { throw fault(.trailingText, "expected the end of the text after the value", at) }
        return value
    }

    private mutating func readValue(_ at: inout UnsafePointer<UInt8>) throws(JSONFault) -> pregel_value {
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
    ) throws(JSONFault) -> Bool {
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
                guard at.pointee == UInt8(ascii: "}") else { throw expected("',' or '}' after a member", at) }
                value = try closeObject(frame)
            } else {
                items.push(value)
                if at.pointee == UInt8(ascii: ",") {
                    at += 1
                    return false
                }
                guard at.pointee == UInt8(ascii: "]") else { throw expected("',' or ']' after an item", at) }
                value = closeArray(frame)
            }
            at += 1
        }
        return true
    }

    /// Starts an object; false where it is empty and ended.
    private mutating func openObject(_ at: inout UnsafePointer<UInt8>) throws(JSONFault) -> Bool {
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
    private mutating func openArray(_ at: inout UnsafePointer<UInt8>) throws(JSONFault) -> Bool {
        try push(Frame(start: items.count, open: at))
        at += 1
        skipSpace(&at)
        guard at.pointee == UInt8(ascii: "]") else { return true }
        at += 1
        return false
    }

    @inline(__always)
    private mutating func push(_ frame: Frame) throws(JSONFault) {
        if frames.count >= options.maxDepth {
            throw fault(.tooDeep, "expected at most \(options.maxDepth) levels of arrays and objects", frame.open)
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

    private mutating func closeObject(_ frame: Frame) throws(JSONFault) -> pregel_value {
        let found = members.base + frame.start
        var count = members.count - frame.start
        let isSorted = KeyCheck.isAscending(found, count)
        if !isSorted {
            if let second = keys.firstDuplicate(found, count) {
                guard options.duplicateKeys == .last else { throw duplicate(second, in: frame.open) }
                count = keys.keepLast(found, count)
            }
        }
        let place = arena.allocate(pregel_member.self, count: count)
        place.update(from: found, count: count)
        members.drop(to: frame.start)
        frames.drop(to: frames.count - 1)
        var value = pregel_object(place, UInt32(truncatingIfNeeded: count))
        if isSorted { value.flags = UInt8(PREGEL_SORTED_KEYS) }
        return value
    }

    /// Reads a key and its colon, and adds the member that waits for its value.
    @inline(__always)
    private mutating func readKey(_ at: inout UnsafePointer<UInt8>) throws(JSONFault) {
        skipSpace(&at)
        guard at.pointee == UInt8(ascii: "\"") else { throw expected("a key in double quotes", at) }
        let key = try readString(&at)
        skipSpace(&at)
        guard at.pointee == UInt8(ascii: ":") else { throw expected("':' after a key", at) }
        at += 1
        members.push(pregel_member(key: key, value: pregel_null()))
    }

    /// Reads `true`, `false` or `null`, four bytes at once: eight NULs are behind the text.
    private func readWord(_ at: inout UnsafePointer<UInt8>) throws(JSONFault) -> pregel_value {
        let word = UInt32(bigEndian: UnsafeRawPointer(at).loadUnaligned(as: UInt32.self))
        switch word {
        case 0x6E75_6C6C:  // null
            at += 4
            return pregel_null()
        case 0x7472_7565:  // true
            at += 4
            return pregel_bool(true)
        case 0x6661_6C73 where at[4] == UInt8(ascii: "e"):  // false
            at += 5
            return pregel_bool(false)
        default:
            throw expected("a value", at)
        }
    }

    @inline(__always)
    private func skipSpace(_ at: inout UnsafePointer<UInt8>) {
        while at.pointee <= 0x20, at.pointee == 0x20 || at.pointee == 0x0A || at.pointee == 0x0D || at.pointee == 0x09 {
            at += 1
        }
    }
}
