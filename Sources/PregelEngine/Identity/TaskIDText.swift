/// A task's id as it is spelt: 36 bytes of text, 8-4-4-4-12, and four that mean nothing.
struct TaskIDText: Sendable {
    private var words = InlineArray<5, UInt64>(repeating: 0)

    init(_ id: Hash128) {
        withUnsafeMutableBytes(of: &words) { bytes in
            if let place = bytes.baseAddress { id.writeGrouped(to: place) }
        }
    }
}
