internal import CPregelABI

/// Appends the parts of a string.
public struct TextWriter: ~Copyable {
    private let memory: UnsafeMutablePointer<DraftMemory>
    private var start: UnsafeMutableRawPointer

    init(_ memory: UnsafeMutablePointer<DraftMemory>) {
        self.memory = memory
        start = memory.pointee.next
    }

    /// Appends a string.
    public mutating func append(_ string: String) {
        string.lendUTF8 { append($0) }
    }

    /// Appends a literal.
    public mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer { append(UnsafeRawBufferPointer($0)) }
    }

    /// Appends a whole number in decimal.
    public mutating func append(_ number: Int) {
        var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
        withUnsafeMutableBytes(of: &digits) { digits in
            var place = digits.count
            var rest = number.magnitude
            repeat {
                place -= 1
                digits[place] = UInt8(truncatingIfNeeded: rest % 10) + UInt8(ascii: "0")
                rest /= 10
            } while rest > 0
            if number < 0 {
                place -= 1
                digits[place] = UInt8(ascii: "-")
            }
            append(UnsafeRawBufferPointer(rebasing: digits[place...]))
        }
    }

    /// Appends the text of a string; nothing of any other kind.
    public mutating func append(_ value: Value) {
        guard value.kind == .string else { return }
        value.withBytes { append($0) }
    }

    private mutating func append(_ bytes: UnsafeRawBufferPointer) {
        start = memory.pointee.append(bytes, to: start)
    }

    func finish() -> pregel_value { memory.pointee.text(from: start) }
}
