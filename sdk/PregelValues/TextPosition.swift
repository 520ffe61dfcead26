/// A place in a text as people count: lines and characters from 1.
public struct TextPosition: Sendable, Hashable {
    /// The line, counted from 1; a line ends with `\n`, `\r\n` or `\r`.
    public let line: Int

    /// The character (Unicode scalar) in the line, counted from 1.
    public let column: Int

    /// Makes a place.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Finds the place of a byte.
    package init(of offset: Int, in text: UnsafeRawBufferPointer) {
        let end = min(max(offset, 0), text.count)
        var line = 1
        var start = 0
        for index in 0..<end {
            let isLast = text[index] == 0x0D && !(index + 1 < text.count && text[index + 1] == 0x0A)
            guard text[index] == 0x0A || isLast else { continue }
            line += 1
            start = index + 1
        }
        // A byte that continues a character starts none.
        let characters = text[start..<end].count { $0 & 0xC0 != 0x80 }
        self.init(line: line, column: characters + 1)
    }
}
