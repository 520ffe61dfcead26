extension String {
    /// A string of bytes that are known to be UTF-8: all texts in values are, so they are not checked again.
    @usableFromInline
    init(trusted bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress, bytes.count > 0 else {
            self = ""
            return
        }
        let isASCII = Word.allBits(of: start, bytes.count) & Word.highBits == 0
        self.init(copying: UTF8Span(unchecked: bytes.bindMemory(to: UInt8.self).span, isKnownASCII: isASCII))
    }

    /// Lends the UTF-8 without a copy of the string, and mostly without counting a reference.
    @inlinable @inline(__always)
    package func lendUTF8<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
        utf8.withContiguousStorageIfAvailable { body(UnsafeRawBufferPointer($0)) } ?? lendCopy(body)
    }

    /// The same of a string that is not UTF-8 in one piece, as no string on Linux is.
    @usableFromInline @inline(never)
    func lendCopy<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
        var copy = self
        return copy.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }
}
