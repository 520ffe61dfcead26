import PregelDiagnostics
import Testing

@Suite struct SourceTextTests {
    private let source = SourceText(name: "f", bytes: Array("ab\r\nçdé\n\nlast".utf8))

    @Test(arguments: [
        (0, 1, 1), (1, 1, 2), (4, 2, 1), (6, 2, 2), (7, 2, 3), (10, 3, 1), (11, 4, 1), (15, 4, 5), (99, 4, 5),
    ])
    func `a byte offset has its line, and its column in characters`(offset: Int, line: Int, column: Int) {
        let place = source.location(of: offset..<offset + 1)
        #expect(place.line == line)
        #expect(place.column == column)
    }

    @Test func `the excerpt is the line without its break, and the part is cut to it`() {
        let place = source.location(of: 1..<9)
        #expect(place.excerpt == FileLocation.Excerpt(line: "ab", span: 1..<2))
        #expect(source.location(of: 4..<6).excerpt == FileLocation.Excerpt(line: "çdé", span: 0..<1))
    }

    @Test func `an empty text has a first line`() {
        let place = SourceText(name: "f", bytes: []).location(of: 0..<0)
        #expect(place.line == 1)
        #expect(place.column == 1)
        #expect(place.excerpt?.line == "")
    }

    @Test func `bytes that are no text are shown as far as they are`() {
        let place = SourceText(name: "f", bytes: [0x7B, 0xFF, 0xFE, 0x7D]).location(of: 1..<2)
        #expect(place.excerpt?.line == "{\u{FFFD}\u{FFFD}}")
        #expect(place.column == 2)
    }
}
