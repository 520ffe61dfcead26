internal import CPregelABI

/// Reads one JSON text into an arena. It does not recurse, so no nesting can exhaust the stack.
struct JSONReader {
    let original: UnsafeRawBufferPointer
    let options: JSONOptions
    let arena: Arena
    /// The copy that strings point into, with a NUL behind it; escapes are decoded in place.
    let text: UnsafeMutablePointer<UInt8>
    let count: Int
    var place = 0
    private var values = Stack<pregel_value>()
    private var members = Stack<pregel_member>()
    private var frames: [Frame] = []

    /// An array or object that is open.
    private struct Frame {
        let isObject: Bool
        /// Where its items or members begin on their stack.
        let begin: Int
        let offset: Int
    }

    init(_ source: UnsafeRawBufferPointer, _ options: JSONOptions) throws(JSONError) {
        original = source
        self.options = options
        count = source.count
        guard count <= min(options.maxSize, Int(UInt32.max)) else {
            throw JSONError(
                .size, "the text has \(count) bytes; at most \(options.maxSize) are taken", at: 0, in: source)
        }
        arena = Arena(capacity: count + 16)
        text = arena.allocate(count + 8).assumingMemoryBound(to: UInt8.self)
        if let base = source.baseAddress { UnsafeMutableRawPointer(text).copyMemory(from: base, byteCount: count) }
        UnsafeMutableRawPointer(text + count).storeBytes(of: 0, as: UInt64.self)
    }

    mutating func deallocate() {
        values.deallocate()
        members.deallocate()
    }

    /// Reads the whole text.
    mutating func read() throws(JSONError) -> Value {
        var value = pregel_value()
        while true {
            skipSpace()
            if try !begin(&value) { continue }
            // A value is complete: it goes into what is open, and may complete that.
            while let frame = frames.last {
                if frame.isObject {
                    members.setLast(value)
                } else {
                    values.push(value)
                }
                skipSpace()
                if try goesOn(frame) { break }
                value = try close(frame)
            }
            if frames.isEmpty { break }
        }
        skipSpace()
        guard place == count else { throw fault(.syntax, "expected the end of the text after the value") }
        return Value(raw: value, owner: arena)
    }

    /// Reads a scalar, or opens an array or object; `false` where there is none yet because one was opened.
    private mutating func begin(_ value: inout pregel_value) throws(JSONError) -> Bool {
        switch text[place] {
        case UInt8(ascii: "\""): value = try string()
        case UInt8(ascii: "{"): return try open(isObject: true, &value)
        case UInt8(ascii: "["): return try open(isObject: false, &value)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): value = try number()
        case UInt8(ascii: "t"): value = try word("true", pregel_bool(true))
        case UInt8(ascii: "f"): value = try word("false", pregel_bool(false))
        case UInt8(ascii: "n"): value = try word("null", pregel_null())
        default: throw unexpected("a value")
        }
        return true
    }

    /// Opens an array or object; `true` where it is empty, and so complete.
    private mutating func open(isObject: Bool, _ value: inout pregel_value) throws(JSONError) -> Bool {
        guard frames.count < options.maxDepth else {
            throw fault(.depth, "arrays and objects are nested more than \(options.maxDepth) deep")
        }
        let offset = place
        place += 1
        skipSpace()
        if text[place] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")), place < count {
            place += 1
            value = isObject ? pregel_object(nil, 0) : pregel_array(nil, 0)
            return true
        }
        frames.append(Frame(isObject: isObject, begin: isObject ? members.count : values.count, offset: offset))
        if isObject { try key() }
        return false
    }

    /// Takes the comma before the next item or member; `false` at the end of the array or object.
    private mutating func goesOn(_ frame: Frame) throws(JSONError) -> Bool {
        if text[place] == UInt8(ascii: ","), place < count {
            place += 1
            if frame.isObject {
                skipSpace()
                try key()
            }
            return true
        }
        let end = frame.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        guard text[place] == end, place < count else {
            throw unexpected(frame.isObject ? "\",\" or \"}\"" : "\",\" or \"]\"")
        }
        place += 1
        return false
    }

    /// Closes the innermost array or object: its items move into the arena.
    private mutating func close(_ frame: Frame) throws(JSONError) -> pregel_value {
        frames.removeLast()
        if frame.isObject {
            let found = members.count - frame.begin
            let kept = try withoutDuplicates(members.top(found), frame)
            let place = arena.allocate(pregel_member.self, count: kept)
            place.update(from: members.top(found), count: kept)
            members.drop(found)
            return pregel_object(place, UInt32(kept))
        }
        let found = values.count - frame.begin
        let place = arena.allocate(pregel_value.self, count: found)
        place.update(from: values.top(found), count: found)
        values.drop(found)
        return pregel_array(place, UInt32(found))
    }

    private mutating func key() throws(JSONError) {
        guard text[place] == UInt8(ascii: "\""), place < count else { throw unexpected("a key in quotes") }
        let name = try string()
        skipSpace()
        guard text[place] == UInt8(ascii: ":"), place < count else { throw unexpected("\":\" after the key") }
        place += 1
        members.push(pregel_member(key: pregel_make_str(name.u.s, Int(name.count)), value: pregel_null()))
    }

    /// Takes out members whose key comes again; gives how many are left.
    private func withoutDuplicates(
        _ found: UnsafeMutablePointer<pregel_member>, _ frame: Frame
    ) throws(JSONError) -> Int {
        let count = members.count - frame.begin
        guard let table = KeyTable.duplicates(found, count: count) else { return count }
        if options.duplicateKeys == .refuse, let first = table.first {
            let key = found[first.later].key
            let name = String(decoding: UnsafeRawBufferPointer(start: key.p, count: key.n), as: UTF8.self)
            let offset = key.p.map { UnsafeRawPointer($0) - UnsafeRawPointer(text) - 1 } ?? frame.offset
            throw JSONError(.duplicateKey, "the key \"\(name)\" stands twice in one object", at: offset, in: original)
        }
        var isLater = Array(repeating: false, count: count)
        for (earlier, later) in table {
            found[earlier].value = found[later].value
            isLater[later] = true
        }
        var kept = 0
        for index in 0..<count where !isLater[index] {
            found[kept] = found[index]
            kept += 1
        }
        return kept
    }

    private mutating func word(_ word: StaticString, _ value: pregel_value) throws(JSONError) -> pregel_value {
        for offset in 0..<word.utf8CodeUnitCount where text[place + offset] != word.utf8Start[offset] {
            place += offset
            throw unexpected("\"\(word)\"")
        }
        place += word.utf8CodeUnitCount
        return value
    }

    @inline(__always)
    private mutating func skipSpace() {
        while true {
            let byte = text[place]
            if byte > 0x20 { return }
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            place += 1
        }
    }

    /// The fault that something else stands here than was expected.
    func unexpected(_ expected: String) -> JSONError {
        guard place < count else {
            return JSONError(.truncated, "expected \(expected), but the text ends here", at: count, in: original)
        }
        let rest = UnsafeRawBufferPointer(rebasing: original[place..<min(place + 4, count)])
        if UTF8Check.firstFault(rest) == 0 {
            return JSONError(.utf8, "expected \(expected), found a byte that is not UTF-8", at: place, in: original)
        }
        let scalar = String(decoding: rest, as: UTF8.self).unicodeScalars.first ?? "?"
        return JSONError(.syntax, "expected \(expected), found \(shown(scalar))", at: place, in: original)
    }

    /// A character as a message can show it.
    private func shown(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0xFEFF: "a byte order mark; JSON is written without one"
        case 0..<0x20, 0x7F..<0xA0: "a control character"
        default: "\"\(scalar)\""
        }
    }

    /// A fault here.
    func fault(_ code: JSONError.Code, _ message: String, at offset: Int? = nil) -> JSONError {
        JSONError(code, message, at: offset ?? place, in: original)
    }
}

/// A growing stack of plain structs.
private struct Stack<Element> {
    private(set) var count = 0
    private var capacity = 256
    private var base = UnsafeMutablePointer<Element>.allocate(capacity: 256)

    @inline(__always)
    mutating func push(_ element: Element) {
        if count == capacity { grow() }
        base[count] = element
        count += 1
    }

    func top(_ found: Int) -> UnsafeMutablePointer<Element> { base + (count - found) }

    mutating func drop(_ found: Int) { count -= found }

    mutating func deallocate() { base.deallocate() }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
        capacity *= 2
    }
}

extension Stack<pregel_member> {
    @inline(__always)
    mutating func setLast(_ value: pregel_value) { top(1).pointee.value = value }
}
