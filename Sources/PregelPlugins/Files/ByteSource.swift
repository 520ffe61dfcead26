/// Bytes that are read in parts, wherever they are.
protocol ByteSource {
    /// How many there are.
    var count: Int { get }

    /// The bytes of a part; `nil` where not all of them are there.
    func bytes(_ range: Range<Int>) -> [UInt8]?
}

extension UnsafeRawBufferPointer: ByteSource {
    func bytes(_ range: Range<Int>) -> [UInt8]? {
        guard range.lowerBound >= 0, range.upperBound <= count else { return nil }
        return [UInt8](self[range])
    }
}
