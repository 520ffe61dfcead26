internal import CPregelABI

/// Writes a tree as JSON. It does not recurse, so no nesting can exhaust the stack.
struct JSONWriter {
    let style: JSONStyle
    var out: [UInt8]
    private var frames: [Frame] = []

    /// An array or object that is being written.
    private struct Frame {
        let value: pregel_value
        /// The order of an object's members, where it is not their own.
        let order: [Int]
        var next = 0
        let isBroken: Bool
    }

    /// Columns that a line may have in pretty style.
    private static let width = 100

    init(style: JSONStyle, out: [UInt8]) {
        self.style = style
        self.out = out
    }

    mutating func write(_ root: pregel_value) {
        begin(root, after: 0)
        while var frame = frames.popLast() {
            let isObject = frame.value.kind == UInt8(PREGEL_OBJECT)
            if frame.next == Int(frame.value.count) {
                if frame.isBroken { newLine(frames.count) }
                out.append(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
                continue
            }
            if frame.next > 0 {
                out.append(UInt8(ascii: ","))
                if style.isPretty, !frame.isBroken { out.append(UInt8(ascii: " ")) }
            }
            let place = frame.order.isEmpty ? frame.next : frame.order[frame.next]
            frame.next += 1
            frames.append(frame)
            if frame.isBroken { newLine(frames.count) }
            let lineStart = out.count
            if isObject, let member = frame.value.u.members?[place] {
                string(member.key.p, member.key.n)
                out.append(UInt8(ascii: ":"))
                if style.isPretty { out.append(UInt8(ascii: " ")) }
                begin(member.value, after: out.count - lineStart)
            } else if let item = frame.value.u.items?[place] {
                begin(item, after: 0)
            }
        }
    }

    /// Writes a scalar, or opens an array or object.
    private mutating func begin(_ value: pregel_value, after column: Int) {
        switch Int(value.kind) {
        case PREGEL_BOOL: out += value.u.b ? "true".utf8 : "false".utf8
        case PREGEL_INT: out += String(value.u.i).utf8
        case PREGEL_FLOAT: double(value.u.f)
        case PREGEL_STRING: string(value.u.s, Int(value.count))
        case PREGEL_BYTES:
            out += "{\"$bytes\":\"".utf8
            Base64.write(UnsafeRawBufferPointer(start: value.u.bytes, count: Int(value.count)), to: &out)
            out += "\"}".utf8
        case PREGEL_ARRAY, PREGEL_OBJECT: open(value, after: column)
        default: out += "null".utf8
        }
    }

    /// The shortest text that is read as the same double. Where equal values must give equal texts, 3.0 is 3.
    private mutating func double(_ double: Double) {
        if style.sortsKeys, let whole = Int64(exactly: double) {
            out += String(whole).utf8
        } else {
            out += double.description.utf8
        }
    }

    private mutating func open(_ value: pregel_value, after column: Int) {
        let isObject = value.kind == UInt8(PREGEL_OBJECT)
        out.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
        // Inside a container that stays on one line, everything does.
        let mayBreak = style.isPretty && value.count > 0 && (frames.last?.isBroken ?? true)
        let isBroken = mayBreak && !fits(value, JSONWriter.width - frames.count * 2 - column)
        var order: [Int] = []
        if isObject, style.sortsKeys, value.count > 1, let members = value.u.members {
            order = (0..<Int(value.count)).sorted {
                let (a, b) = (members[$0].key, members[$1].key)
                return UnsafeRawBufferPointer(start: a.p, count: a.n)
                    .lexicographicallyPrecedes(UnsafeRawBufferPointer(start: b.p, count: b.n))
            }
        }
        frames.append(Frame(value: value, order: order, isBroken: isBroken))
    }

    /// Whether a container takes no more than `columns` on one line.
    private func fits(_ value: pregel_value, _ columns: Int) -> Bool {
        guard columns > 0, Int(value.count) <= columns else { return false }
        var one = JSONWriter(style: JSONStyle(isPretty: false, sortsKeys: false), out: [])
        return one.measure(value, columns)
    }

    /// Writes until it is clear whether the value fits.
    private mutating func measure(_ value: pregel_value, _ columns: Int) -> Bool {
        var separators = 0
        var stack = [value]
        while let next = stack.popLast() {
            guard next.kind == UInt8(PREGEL_ARRAY) || next.kind == UInt8(PREGEL_OBJECT) else {
                if Int(next.count) > columns { return false }
                begin(next, after: 0)
                if out.count + separators > columns { return false }
                continue
            }
            separators += 2 + Int(next.count) * 2
            if separators > columns + 2 { return false }
            for index in 0..<Int(next.count) {
                if next.kind == UInt8(PREGEL_OBJECT), let member = next.u.members?[index] {
                    if member.key.n > columns { return false }
                    string(member.key.p, member.key.n)
                    separators += 2
                    stack.append(member.value)
                } else if let item = next.u.items?[index] {
                    stack.append(item)
                }
            }
        }
        return out.count + separators <= columns
    }

    private mutating func newLine(_ depth: Int) {
        out.append(UInt8(ascii: "\n"))
        for _ in 0..<depth * 2 { out.append(UInt8(ascii: " ")) }
    }

    /// A string with the escapes that JSON asks for, and no others.
    private mutating func string(_ characters: UnsafePointer<CChar>?, _ count: Int) {
        out.append(UInt8(ascii: "\""))
        let bytes = UnsafeRawBufferPointer(start: characters, count: count)
        var begin = 0
        for place in 0..<count {
            let byte = bytes[place]
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { continue }
            out += UnsafeRawBufferPointer(rebasing: bytes[begin..<place])
            escape(byte)
            begin = place + 1
        }
        out += UnsafeRawBufferPointer(rebasing: bytes[begin..<count])
        out.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        out.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): out.append(byte)
        case 0x08: out.append(UInt8(ascii: "b"))
        case 0x0C: out.append(UInt8(ascii: "f"))
        case 0x0A: out.append(UInt8(ascii: "n"))
        case 0x0D: out.append(UInt8(ascii: "r"))
        case 0x09: out.append(UInt8(ascii: "t"))
        default:
            let digits = Array("0123456789abcdef".utf8)
            out += "u00".utf8
            out.append(digits[Int(byte >> 4)])
            out.append(digits[Int(byte & 15)])
        }
    }
}
