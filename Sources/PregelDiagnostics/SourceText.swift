/// A text that diagnostics point into; finds lines and columns of byte offsets.
package final class SourceText: Sendable {
    /// The name that diagnostics show.
    package let name: String
    package let bytes: [UInt8]
    /// The offset of each line's first byte.
    private let lineStarts: [Int]

    /// More of a line than this is never kept: a file may be one line of many megabytes.
    private static let longestExcerpt = 400

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        var starts = [0]
        bytes.withUnsafeBufferPointer { bytes in
            for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
        }
        lineStarts = starts
    }

    /// The place of a range of bytes; a range that is out of bounds is cut to the text.
    package func location(of range: Range<Int>, pointer: String? = nil) -> FileLocation {
        let start = min(max(range.lowerBound, 0), bytes.count)
        let line = lineIndex(of: start)
        let lineStart = lineStarts[line]
        let lineEnd = self.lineEnd(line)
        let first = max(lineStart, start - Self.longestExcerpt / 2)
        let last = min(lineEnd, first + Self.longestExcerpt)
        let end = min(max(range.upperBound, start), max(last, start))
        let before = scalars(first..<start)
        let excerpt = FileLocation.Excerpt(
            line: (first > lineStart ? "…" : "") + text(first..<last) + (last < lineEnd ? "…" : ""),
            span: span(from: before + (first > lineStart ? 1 : 0), length: scalars(start..<max(start, end))))
        return FileLocation(
            file: name, pointer: pointer, line: line + 1, column: scalars(lineStart..<start) + 1, excerpt: excerpt)
    }

    private func span(from start: Int, length: Int) -> Range<Int> { start..<(start + max(length, 1)) }

    /// The last line that begins at or before `offset`.
    private func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// The offset behind a line's last byte, its line break aside.
    private func lineEnd(_ line: Int) -> Int {
        var end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : bytes.count
        if end > lineStarts[line], bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return end
    }

    /// Characters that begin in `range`: every byte but UTF-8's continuations.
    private func scalars(_ range: Range<Int>) -> Int {
        bytes[range].count { $0 & 0xC0 != 0x80 }
    }

    /// Repairs what is cut in the middle of a character, or no UTF-8 at all.
    private func text(_ range: Range<Int>) -> String {
        var range = range
        while range.lowerBound < range.upperBound, bytes[range.lowerBound] & 0xC0 == 0x80 {
            range = range.lowerBound + 1..<range.upperBound
        }
        while range.upperBound < bytes.count, range.upperBound > range.lowerBound,
            bytes[range.upperBound] & 0xC0 == 0x80
        {
            range = range.lowerBound..<range.upperBound - 1
        }
        return String(decoding: bytes[range], as: UTF8.self)
    }
}
