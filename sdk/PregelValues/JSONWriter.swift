internal import CPregelABI

/// Writes a tree as JSON. It does not recurse, so no nesting can exhaust the stack.
struct JSONWriter: ~Copyable {
    /// An array or object that is being written.
    private struct Frame {
        let value: pregel_value
        /// The order of an object's members, where it is not their own.
        let order: [Int]?
        var next = 0
        /// Whether each item and member has a line of its own.
        let isBroken: Bool
    }

    let style: JSONStyle
    var out: ByteBuffer
    private var frames: [Frame] = []

    /// Columns that a line may have in pretty style, and one for a comma.
    private static let width = 99

    init(style: JSONStyle) {
        self.style = style
        out = ByteBuffer(capacity: 256)
    }

    mutating func write(_ root: pregel_value) {
        begin(root, after: 0)
        while let frame = frames.last {
            guard frame.next < Int(frame.value.count) else {
                end(frame)
                continue
            }
            frames[frames.count - 1].next += 1
            if frame.next > 0 { out.append(UInt8(ascii: ",")) }
            if frame.isBroken {
                newLine()
            } else if style.isPretty, frame.next > 0 {
                out.append(UInt8(ascii: " "))
            }
            child(of: frame)
        }
    }

    /// Writes the next item, or the next key and its value.
    @inline(__always)
    private mutating func child(of frame: Frame) {
        let place = frame.order.map { $0[frame.next] } ?? frame.next
        if Int(frame.value.kind) == PREGEL_ARRAY {
            begin(frame.value.u.items.unsafelyUnwrapped[place], after: 0)
            return
        }
        let member = frame.value.u.members.unsafelyUnwrapped[place]
        let start = out.count
        write(UnsafeRawBufferPointer(start: member.key.p, count: member.key.n))
        out.append(UInt8(ascii: ":"))
        if style.isPretty { out.append(UInt8(ascii: " ")) }
        begin(member.value, after: out.count - start)
    }

    /// Writes a scalar, or opens an array or object; `column` is the room that its key takes on the line.
    @inline(__always)
    private mutating func begin(_ value: pregel_value, after column: Int) {
        switch Int(value.kind) {
        case PREGEL_ARRAY, PREGEL_OBJECT: open(value, after: column)
        default: writeScalar(value)
        }
    }

    @inline(__always)
    private mutating func writeScalar(_ value: pregel_value) {
        switch Int(value.kind) {
        case PREGEL_BOOL: value.u.b ? out.append("true") : out.append("false")
        case PREGEL_INT: write(value.u.i)
        case PREGEL_FLOAT: write(value.u.f)
        case PREGEL_STRING: write(UnsafeRawBufferPointer(start: value.u.s, count: Int(value.count)))
        case PREGEL_BYTES: writeBase64(UnsafeRawBufferPointer(start: value.u.bytes, count: Int(value.count)))
        default: out.append("null")
        }
    }

    @inline(__always)
    private mutating func open(_ value: pregel_value, after column: Int) {
        let isObject = Int(value.kind) == PREGEL_OBJECT
        out.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
        // Inside a container that stays on one line, everything does.
        let mayBreak = style.isPretty && value.count > 0 && (frames.last?.isBroken ?? true)
        let isBroken = mayBreak && !JSONWidth.fits(value, JSONWriter.width - frames.count * 2 - column)
        let order = isObject && style.sortsKeys ? KeyOrder.unlessAscending(value) : nil
        frames.append(Frame(value: value, order: order, isBroken: isBroken))
    }

    private mutating func end(_ frame: Frame) {
        frames.removeLast()
        if frame.isBroken { newLine() }
        out.append(Int(frame.value.kind) == PREGEL_ARRAY ? UInt8(ascii: "]") : UInt8(ascii: "}"))
    }

    private mutating func newLine() {
        out.append(UInt8(ascii: "\n"))
        for _ in 0..<frames.count { out.append("  ") }
    }
}
