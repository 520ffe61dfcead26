internal import CPregelABI

/// Owns a long string, which is shared with whoever else has it: a value of it is made without a copy.
final class Text: ValueOwner, @unchecked Sendable {
    private let string: String
    /// The string's bytes, which stay where they are as long as somebody has the string: only strings of
    /// up to 15 bytes have none, and Swift writes into the others' only while nobody shares them.
    let utf8: pregel_str

    /// - Parameter string: Longer than what a string holds without memory of its own.
    init(_ string: String) {
        var string = string
        string.makeContiguousUTF8()
        utf8 = string.withUTF8 { bytes in
            pregel_make_str(UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        self.string = string
    }

    package override var isLeaf: Bool { true }

    override var weight: Int { utf8.n }
}
