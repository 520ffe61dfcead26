import CPregelABI
import PregelValues

/// Large values, made in the memory that they stay in: a string or an array of Swift's beside it would be what is measured.
enum LargeValues {
    /// A string of so many bytes: sixteen digits, again and again.
    static func string(_ count: Int) -> Value {
        let arena = Arena(capacity: count)
        let bytes = arena.allocate(UInt8.self, count: count)
        let digits = Array("0123456789abcdef".utf8)
        for place in 0..<count { bytes[place] = digits[place & 15] }
        let text = UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self)
        return Value(raw: pregel_string(pregel_make_str(text, count)), owner: arena)
    }

    /// The list of the numbers below `count`.
    static func list(_ count: Int) -> Value {
        let arena = Arena(capacity: count * MemoryLayout<pregel_value>.stride)
        let items = arena.allocate(pregel_value.self, count: count)
        for number in 0..<count { (items + number).initialize(to: pregel_int(Int64(number))) }
        return Value(raw: pregel_array(items, UInt32(count)), owner: arena)
    }
}
