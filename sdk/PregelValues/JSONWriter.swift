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
    /// What the one that is being written is in.
    private var outer: [Frame] = []

    /// Columns that a line may have in pretty style, and one for a comma.
    private static let width = 99

    init(style: JSONStyle) {
        self.style = style
        out = ByteBuffer(capacity: 256)
    }

    mutating func write(_ root: pregel_value) {
        guard JSONWriter.isContainer(root) else { return writeScalar(root) }
        var frame = open(root, after: 0, mayBreak: true)
        while true {
            guard frame.next < Int(frame.value.count) else {
                end(frame)
                guard let next = outer.popLast() else { return }
                frame = next
                continue
            }
            if frame.next > 0 { out.append(UInt8(ascii: ",")) }
            if frame.isBroken {
                newLine(outer.count + 1)
            } else if style.isPretty, frame.next > 0 {
                out.append(UInt8(ascii: " "))
            }
            let start = out.count
            let child = begin(frame)
            frame.next += 1
            if JSONWriter.isContainer(child) {
                outer.append(frame)
                frame = open(child, after: out.count - start, mayBreak: frame.isBroken)
            } else {
                writeScalar(child)
            }
        }
    }

    @inline(__always)
    private static func isContainer(_ value: pregel_value) -> Bool {
        Int(value.kind) == PREGEL_ARRAY || Int(value.kind) == PREGEL_OBJECT
    }

    /// The next item, or the next member's value once its key is written.
    @inline(__always)
    private mutating func begin(_ frame: Frame) -> pregel_value {
        let place = frame.order.map { $0[frame.next] } ?? frame.next
        if Int(frame.value.kind) == PREGEL_ARRAY { return frame.value.u.items.unsafelyUnwrapped[place] }
        let member = frame.value.u.members.unsafelyUnwrapped[place]
        write(UnsafeRawBufferPointer(start: member.key.p, count: member.key.n))
        out.append(UInt8(ascii: ":"))
        if style.isPretty { out.append(UInt8(ascii: " ")) }
        return member.value
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

    /// Starts an array or object behind a key of `column` bytes. Inside one that stays on one line, everything does.
    private mutating func open(_ value: pregel_value, after column: Int, mayBreak: Bool) -> Frame {
        let isObject = Int(value.kind) == PREGEL_OBJECT
        out.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
        let columns = JSONWriter.width - outer.count * 2 - column
        let isBroken = style.isPretty && mayBreak && value.count > 0 && !JSONWidth.fits(value, columns)
        let order = isObject && style.sortsKeys ? KeyOrder.unlessAscending(value) : nil
        return Frame(value: value, order: order, isBroken: isBroken)
    }

    private mutating func end(_ frame: Frame) {
        if frame.isBroken { newLine(outer.count) }
        out.append(Int(frame.value.kind) == PREGEL_ARRAY ? UInt8(ascii: "]") : UInt8(ascii: "}"))
    }

    private mutating func newLine(_ depth: Int) {
        out.append(UInt8(ascii: "\n"))
        for _ in 0..<depth { out.append("  ") }
    }
}
