package import CPregelABI

/// Why foreign memory is no value.
public struct ValueError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong.
    public let message: String
    /// Where in the tree, as a JSON pointer.
    public let pointer: String
    /// Whether it is a value, but one that a copy takes more memory of than `Value.copyLimit`.
    public let isTooLarge: Bool

    init(message: String, pointer: String, isTooLarge: Bool = false) {
        self.message = message
        self.pointer = pointer
        self.isTooLarge = isTooLarge
    }

    /// What is wrong and where.
    public var description: String { pointer.isEmpty ? message : "at \"\(pointer)\": \(message)" }
}

extension Value {
    /// The most bytes that a copy of a foreign value may take: 1 GiB. A tree that shares its parts is copied without sharing,
    /// so a few lines of a plugin could ask for more than any machine has.
    package static var copyLimit: Int { 1 << 30 }

    /// A BYTES value of zeros, for somebody to fill once, before anybody reads it; `nil` where a copy of it would be too large,
    /// or there is no memory.
    package static func zeroedBytes(count: Int) -> (value: Value, place: UnsafeMutablePointer<UInt8>)? {
        guard count >= 0, count <= copyLimit, let owner = ZeroedBytes(count: count) else { return nil }
        var raw = pregel_make_value(UInt8(PREGEL_BYTES), UInt32(count))
        raw.u.bytes = UnsafePointer(owner.place)
        return (Value(raw: raw, owner: owner), owner.place)
    }

    /// Copies a tree out of memory that belongs to somebody else, and checks all of it: kinds, UTF-8, finite numbers, unique
    /// keys, depth. JSON text in it is parsed. A scalar allocates nothing.
    package init(copying source: UnsafePointer<pregel_value>) throws(ValueError) {
        let raw = source.pointee
        switch Int(raw.kind) {
        case PREGEL_NULL: self.init(raw: pregel_null(), owner: nil)
        case PREGEL_BOOL: self.init(raw: ValueCopier.bool(raw), owner: nil)
        case PREGEL_INT: self.init(raw: pregel_int(raw.u.i), owner: nil)
        case PREGEL_FLOAT where raw.u.f.isFinite: self.init(raw: pregel_float(raw.u.f), owner: nil)
        default:
            if let copy = PlainCopy.copy(source) {
                self = copy
                return
            }
            var copier = ValueCopier()
            let size = try copier.size(of: raw)
            let arena = copier.arena(of: size)
            self = Value(raw: copier.copy(raw, into: arena), owner: arena)
        }
    }
}

/// Copies a foreign tree in two passes: one checks and measures, one fills one block.
struct ValueCopier {
    /// What the JSON texts of the tree say, in the order in which both passes meet them.
    private var parsed: [Value] = []
    private var nextParsed = 0
    private static let maxDepth = 512
    /// The bytes that were measured so far, in all of the tree.
    private var total = 0

    /// What is wrong, while it is on its way out of the tree: each level adds its step, so a good tree pays nothing for it.
    private struct Fault: Error {
        let message: String
        /// The steps from the fault to the root; `nil` where the place does not matter.
        var path: [String]? = []
        var isTooLarge = false
    }

    /// The bytes that a copy takes, after checking everything.
    mutating func size(of value: pregel_value) throws(ValueError) -> Int {
        do throws(Fault) {
            return try measure(value, 0)
        } catch {
            throw ValueError(
                message: error.message, pointer: JSONPointer((error.path ?? []).reversed()).description,
                isTooLarge: error.isTooLarge)
        }
    }

    /// Memory for a copy of this size.
    func arena(of size: Int) -> Arena {
        let arena = Arena(capacity: size)
        for value in parsed { arena.keep(value.owner) }
        return arena
    }

    private mutating func measure(_ value: pregel_value, _ depth: Int) throws(Fault) -> Int {
        let count = Int(value.count)
        switch Int(value.kind) {
        case PREGEL_NULL, PREGEL_BOOL, PREGEL_INT: return 0
        case PREGEL_FLOAT:
            guard value.u.f.isFinite else { throw fault("the number is \(value.u.f), which no value can be") }
            return 0
        case PREGEL_STRING:
            return try measureText(pregel_make_str(value.u.s, count), "the string")
        case PREGEL_JSON:
            try checkPointer(value.u.s, count)
            try claim(count)
            try parse(value, depth)
            return 0
        case PREGEL_BYTES:
            try checkPointer(value.u.bytes, count)
            return try claim(count)
        case PREGEL_ARRAY:
            try checkPointer(value.u.items, count)
            try checkDepth(depth)
            var size = try claim(count * MemoryLayout<pregel_value>.stride)
            for index in 0..<count {
                size += try inside("\(index)", value.u.items.unsafelyUnwrapped[index], depth)
            }
            return size
        case PREGEL_OBJECT: return try measureObject(value, depth)
        default: throw fault("the kind \(value.kind) is none of PREGEL_NULL to PREGEL_JSON")
        }
    }

    private mutating func measureObject(_ value: pregel_value, _ depth: Int) throws(Fault) -> Int {
        let count = Int(value.count)
        try checkPointer(value.u.members, count)
        try checkDepth(depth)
        guard count > 0, let members = value.u.members else { return 0 }
        var size = try claim(count * MemoryLayout<pregel_member>.stride)
        for index in 0..<count {
            let key = members[index].key
            size += try measureText(key, "the key of member \(index)")
            size += try inside(ValueCopier.string(key), members[index].value, depth)
        }
        if let twice = KeyTable.duplicates(members, count: count)?.first {
            throw fault("the key \"\(ValueCopier.string(members[twice.later].key))\" stands twice in one object")
        }
        return size
    }

    /// The same for a child; `step` is where it is.
    @inline(__always)
    private mutating func inside(
        _ step: @autoclosure () -> String, _ value: pregel_value, _ depth: Int
    ) throws(Fault) -> Int {
        switch Int(value.kind) {
        case PREGEL_NULL, PREGEL_BOOL, PREGEL_INT: return 0
        default: break
        }
        do throws(Fault) {
            return try measure(value, depth + 1)
        } catch {
            var outer = error
            outer.path?.append(step())
            throw outer
        }
    }

    /// A truth value; foreign memory may hold any byte.
    static func bool(_ value: pregel_value) -> pregel_value {
        withUnsafeBytes(of: value.u) { pregel_bool($0[0] != 0) }
    }

    /// Copies a tree that `measure` has checked.
    mutating func copy(_ value: pregel_value, into arena: Arena) -> pregel_value {
        let count = Int(value.count)
        switch Int(value.kind) {
        case PREGEL_BOOL: return ValueCopier.bool(value)
        case PREGEL_INT: return pregel_int(value.u.i)
        case PREGEL_FLOAT: return pregel_float(value.u.f)
        case PREGEL_STRING:
            return pregel_string(ValueCopier.copy(pregel_make_str(value.u.s, count), into: arena))
        case PREGEL_BYTES:
            var bytes = pregel_make_value(UInt8(PREGEL_BYTES), value.count)
            let place = arena.copy(UnsafeRawBufferPointer(start: value.u.bytes, count: count))
            bytes.u.bytes = UnsafePointer(place.assumingMemoryBound(to: UInt8.self))
            return bytes
        case PREGEL_JSON:
            nextParsed += 1
            return parsed[nextParsed - 1].raw
        case PREGEL_ARRAY:
            let place = arena.allocate(pregel_value.self, count: count)
            for index in 0..<count { place[index] = copy(value.u.items.unsafelyUnwrapped[index], into: arena) }
            return pregel_array(place, value.count)
        case PREGEL_OBJECT:
            let place = arena.allocate(pregel_member.self, count: count)
            for index in 0..<count {
                let member = value.u.members.unsafelyUnwrapped[index]
                place[index] = pregel_member(
                    key: ValueCopier.copy(member.key, into: arena), value: copy(member.value, into: arena))
            }
            return pregel_object(place, value.count)
        default: return pregel_null()
        }
    }

    private static func copy(_ text: pregel_str, into arena: Arena) -> pregel_str {
        guard text.n > 0 else { return pregel_make_str(nil, 0) }
        let place = arena.copy(UnsafeRawBufferPointer(start: text.p, count: text.n))
        return pregel_make_str(place.assumingMemoryBound(to: CChar.self), text.n)
    }

    private mutating func parse(_ value: pregel_value, _ depth: Int) throws(Fault) {
        // Two bytes of a text may be a value of sixteen: what it leads to must not take more than there is.
        _ = try claim(Int(value.count) * 8)
        total -= round(Int(value.count) * 8)
        let text = UnsafeRawBufferPointer(start: value.u.s, count: Int(value.count))
        do throws(JSONError) {
            let value = try Value(json: text, options: JSONOptions(maxDepth: ValueCopier.maxDepth - depth))
            total += value.owner?.weight ?? 0
            parsed.append(value)
        } catch {
            throw fault("the JSON text is malformed: \(error)")
        }
        try claim(0)
    }

    /// Counts bytes that a copy takes, and gives them, rounded up.
    @discardableResult
    private mutating func claim(_ count: Int) throws(Fault) -> Int {
        let size = round(count)
        total += size
        guard total <= Value.copyLimit else {
            throw Fault(
                message:
                    "a copy of it takes more than \(Value.copyLimit >> 20) MiB, where each part counts as often as it "
                    + "stands in the tree", path: nil, isTooLarge: true)
        }
        return size
    }

    /// The bytes that a copy of a text takes, after checking it.
    private mutating func measureText(
        _ text: pregel_str, _ what: @autoclosure () -> String
    ) throws(Fault) -> Int {
        try checkLength(text, what())
        let size = try claim(text.n)
        if let offset = UTF8Check.firstFault(UnsafeRawBufferPointer(start: text.p, count: text.n)) {
            throw fault("\(what()) is not valid UTF-8 at byte \(offset)")
        }
        return size
    }

    private func checkDepth(_ depth: Int) throws(Fault) {
        guard depth < ValueCopier.maxDepth else {
            throw Fault(message: "arrays and objects are nested more than \(ValueCopier.maxDepth) deep", path: nil)
        }
    }

    private func checkPointer<T>(_ pointer: UnsafePointer<T>?, _ count: Int) throws(Fault) {
        if pointer == nil, count > 0 { throw fault("the pointer is NULL, but the count is \(count)") }
    }

    private func checkLength(_ text: pregel_str, _ what: @autoclosure () -> String) throws(Fault) {
        // A length that nothing in a value can have is garbage: reading so far would leave the caller's memory.
        guard text.n >= 0, text.n <= Int(UInt32.max) else {
            throw fault("\(what()) is \(UInt(bitPattern: text.n)) bytes long; at most \(UInt32.max) are taken")
        }
        if text.p == nil, text.n > 0 { throw fault("\(what()) is NULL, but \(text.n) bytes long") }
    }

    private func fault(_ message: String) -> Fault { Fault(message: message) }

    private static func string(_ text: pregel_str) -> String {
        String(decoding: UnsafeRawBufferPointer(start: text.p, count: text.n), as: UTF8.self)
    }

    private func round(_ count: Int) -> Int { (count + 7) & ~7 }
}
