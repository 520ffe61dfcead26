internal import CPregelABI

/// Writes one value as JSON.
///
/// It keeps its own stack, so no nesting overflows the thread's.
struct JSONWriter: ~Copyable {
    /// An array or object that is written in part.
    private struct Frame {
        let value: pregel_value
        let members: MemberOrder
        var next = 0
    }

    var text: ByteBuffer
    let style: JSONStyle
    private var frames: [Frame] = []

    init(_ style: JSONStyle, appendingTo start: [UInt8]) {
        self.style = style
        text = ByteBuffer(start)
    }

    /// What was written, behind what was there.
    consuming func finish() -> [UInt8] { text.array() }

    mutating func write(_ value: pregel_value) {
        begin(value)
        while let frame = frames.last {
            guard frame.next < Int(frame.value.count) else {
                end(frame)
                continue
            }
            frames[frames.count - 1].next += 1
            if frame.next > 0 { text.append(UInt8(ascii: ",")) }
            breakLine()
            begin(child(of: frame))
        }
    }

    /// Writes a scalar, or the bracket of what holds more.
    @inline(__always)
    private mutating func begin(_ value: pregel_value) {
        switch Int(value.kind) {
        case PREGEL_BOOL: value.u.b ? text.append("true") : text.append("false")
        case PREGEL_INT: write(value.u.i)
        case PREGEL_FLOAT: write(value.u.f)
        case PREGEL_STRING: write(UnsafeRawBufferPointer(start: value.u.s, count: Int(value.count)))
        case PREGEL_BYTES: writeBase64(value)
        case PREGEL_ARRAY: open(value, "[", "[]")
        case PREGEL_OBJECT: open(value, "{", "{}")
        default: text.append("null")
        }
    }

    @inline(__always)
    private mutating func open(_ value: pregel_value, _ bracket: StaticString, _ empty: StaticString) {
        if value.count == 0 { return text.append(empty) }
        text.append(bracket)
        frames.append(Frame(value: value, members: MemberOrder(of: value, sorting: style == .canonical)))
    }

    private mutating func end(_ frame: Frame) {
        frames.removeLast()
        breakLine()
        text.append(Int(frame.value.kind) == PREGEL_ARRAY ? UInt8(ascii: "]") : UInt8(ascii: "}"))
    }

    /// Writes the key of the next member, and gives its value.
    @inline(__always)
    private mutating func child(of frame: Frame) -> pregel_value {
        if Int(frame.value.kind) == PREGEL_ARRAY { return frame.value.u.items.unsafelyUnwrapped[frame.next] }
        let member = frame.members[frame.next]
        write(UnsafeRawBufferPointer(start: member.key.p, count: member.key.n))
        text.append(UInt8(ascii: ":"))
        if style == .pretty { text.append(UInt8(ascii: " ")) }
        return member.value
    }

    @inline(__always)
    private mutating func breakLine() {
        guard style == .pretty else { return }
        text.append(UInt8(ascii: "\n"))
        for _ in 0..<frames.count { text.append("  ") }
    }
}
