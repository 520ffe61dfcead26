/// A text that diagnostics point into; finds lines and columns of byte offsets.
package final class SourceText: Sendable {
    /// The name that diagnostics show.
    package let name: String
    package let bytes: [UInt8]
    /// The offset of each line's first byte.
    private let lineStarts: [Int]

    /// How many characters begin before each block of so many bytes: a file may be one line, and have many faults in it.
    private let charactersBefore: [Int]
    private static let block = 4096

    /// More of a line than this is never kept: a file may be one line of many megabytes.
    private static let longestExcerpt = 400

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        (lineStarts, charactersBefore) = bytes.withUnsafeBufferPointer(Self.survey)
    }

    private static func survey(_ bytes: UnsafeBufferPointer<UInt8>) -> (lineStarts: [Int], charactersBefore: [Int]) {
        var (starts, counts, count) = ([0], [Int](), 0)
        for (offset, byte) in bytes.enumerated() {
            if offset % block == 0 { counts.append(count) }
            if byte & 0xC0 != 0x80 { count += 1 }
            if byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
        }
        return (starts, counts)
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
        guard range.count > Self.block else { return bytes[range].count { $0 & 0xC0 != 0x80 } }
        return scalars(before: range.upperBound) - scalars(before: range.lowerBound)
    }

    private func scalars(before offset: Int) -> Int {
        let block = min(offset / Self.block, charactersBefore.count - 1)
        return charactersBefore[block] + bytes[block * Self.block..<offset].count { $0 & 0xC0 != 0x80 }
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
