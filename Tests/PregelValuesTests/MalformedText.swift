import PregelValues
import Testing

/// A text that is no JSON, and what its reader must say of it.
struct MalformedText: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let code: JSONError.Code
    let line: Int
    let column: Int

    init(_ text: String, _ code: JSONError.Code, _ line: Int, _ column: Int) {
        self.init(Array(text.utf8), code, line, column)
    }

    init(_ bytes: [UInt8], _ code: JSONError.Code, _ line: Int, _ column: Int) {
        self.bytes = bytes
        self.code = code
        self.line = line
        self.column = column
    }

    var testDescription: String { String(decoding: bytes.prefix(60), as: UTF8.self) }
}

extension MalformedText {
    static let structures = [
        MalformedText("", .truncated, 1, 1),
        MalformedText(" \n\t\r\n ", .truncated, 3, 2),
        MalformedText("[", .truncated, 1, 2),
        MalformedText("[1", .truncated, 1, 3),
        MalformedText("[1,", .truncated, 1, 4),
        MalformedText("[1,]", .syntax, 1, 4),
        MalformedText("[,1]", .syntax, 1, 2),
        MalformedText("[1,,2]", .syntax, 1, 4),
        MalformedText("[1 2]", .syntax, 1, 4),
        MalformedText("[1:2]", .syntax, 1, 3),
        MalformedText("[\n1\n,\n]", .syntax, 4, 1),
        MalformedText("]", .syntax, 1, 1),
        MalformedText("[}", .syntax, 1, 2),
        MalformedText("{]", .syntax, 1, 2),
        MalformedText("{", .truncated, 1, 2),
        MalformedText("{\"a\"", .truncated, 1, 5),
        MalformedText("{\"a\":", .truncated, 1, 6),
        MalformedText("{\"a\":1", .truncated, 1, 7),
        MalformedText("{\"a\":1,", .truncated, 1, 8),
        MalformedText("{\"a\":1,}", .syntax, 1, 8),
        MalformedText("{\"a\" 1}", .syntax, 1, 6),
        MalformedText("{\"a\":}", .syntax, 1, 6),
        MalformedText("{\"a\",1}", .syntax, 1, 5),
        MalformedText("{a:1}", .syntax, 1, 2),
        MalformedText("{'a':1}", .syntax, 1, 2),
        MalformedText("{1:1}", .syntax, 1, 2),
        MalformedText("{,}", .syntax, 1, 2),
        MalformedText("{\"a\":1 \"b\":2}", .syntax, 1, 8),
        MalformedText("{\"a\":1]", .syntax, 1, 7),
        MalformedText("[1] x", .syntax, 1, 5),
        MalformedText("1 2", .syntax, 1, 3),
        MalformedText("{}}", .syntax, 1, 3),
        MalformedText("[1]\n\n[2]", .syntax, 3, 1),
        MalformedText("// no\n1", .syntax, 1, 1),
        MalformedText("[1, /* no */ 2]", .syntax, 1, 5),
        MalformedText([0x5B, 0x00, 0x5D], .syntax, 1, 2),
        MalformedText([0x31, 0x00], .syntax, 1, 2),
        MalformedText([0x5B, 0x31, 0x0C, 0x5D], .syntax, 1, 3),
        MalformedText("[1\u{A0}]", .syntax, 1, 3),
        MalformedText("\u{FEFF}1", .syntax, 1, 1),
        MalformedText([0xFF, 0xFE, 0x31, 0x00], .utf8, 1, 1),
        MalformedText([0x5B, 0x80, 0x5D], .utf8, 1, 2),
    ]

    static let words = [
        MalformedText("tru", .truncated, 1, 4),
        MalformedText("nul", .truncated, 1, 4),
        MalformedText("n", .truncated, 1, 2),
        MalformedText("True", .syntax, 1, 1),
        MalformedText("NULL", .syntax, 1, 1),
        MalformedText("nulo", .syntax, 1, 4),
        MalformedText("truee", .syntax, 1, 5),
        MalformedText("[nulls]", .syntax, 1, 6),
        MalformedText("undefined", .syntax, 1, 1),
        MalformedText("NaN", .syntax, 1, 1),
        MalformedText("Infinity", .syntax, 1, 1),
        MalformedText("-Infinity", .syntax, 1, 2),
    ]

    static let numbers = [
        MalformedText("-", .truncated, 1, 2),
        MalformedText("[-]", .syntax, 1, 3),
        MalformedText("+1", .syntax, 1, 1),
        MalformedText("--1", .syntax, 1, 2),
        MalformedText("- 1", .syntax, 1, 2),
        MalformedText("01", .number, 1, 1),
        MalformedText("-012", .number, 1, 2),
        MalformedText("[0,00]", .number, 1, 4),
        MalformedText(".5", .syntax, 1, 1),
        MalformedText("1.", .truncated, 1, 3),
        MalformedText("[1.]", .syntax, 1, 4),
        MalformedText("1.e5", .syntax, 1, 3),
        MalformedText("1e", .truncated, 1, 3),
        MalformedText("1e+", .truncated, 1, 4),
        MalformedText("[1E-]", .syntax, 1, 5),
        MalformedText("1.5.2", .syntax, 1, 4),
        MalformedText("1e5.2", .syntax, 1, 4),
        MalformedText("0x10", .syntax, 1, 2),
        MalformedText("1_000", .syntax, 1, 2),
        MalformedText("1e400", .number, 1, 1),
        MalformedText("[1, -1e400]", .number, 1, 5),
        MalformedText("1e99999999999999999999999", .number, 1, 1),
        MalformedText("\u{FF11}", .syntax, 1, 1),
    ]

    static let strings = [
        MalformedText("\"", .truncated, 1, 1),
        MalformedText("[\"ab", .truncated, 1, 2),
        MalformedText("\"a\\\"", .truncated, 1, 1),
        MalformedText("\"a\\", .truncated, 1, 1),
        MalformedText("\"a\\u", .truncated, 1, 1),
        MalformedText("\"a\\u00e", .truncated, 1, 1),
        MalformedText("\"a\\ud83d\\", .truncated, 1, 1),
        MalformedText("\"a\\ud83d\\ude0", .truncated, 1, 1),
        MalformedText("'a'", .syntax, 1, 1),
        MalformedText("\"\\x41\"", .syntax, 1, 2),
        MalformedText("\"a\\\n\"", .syntax, 1, 3),
        MalformedText("\"\\'\"", .syntax, 1, 2),
        MalformedText("\"\\U0041\"", .syntax, 1, 2),
        MalformedText("\"\\u00G0\"", .syntax, 1, 6),
        MalformedText("\"\\u 041\"", .syntax, 1, 4),
        MalformedText("\"\\u41\"", .syntax, 1, 6),
        MalformedText("\"\\u+041\"", .syntax, 1, 4),
        MalformedText("\"tab\there\"", .syntax, 1, 5),
        MalformedText("\"line\nbreak\"", .syntax, 1, 6),
        MalformedText("\"\u{0}\"", .syntax, 1, 2),
        MalformedText("\"\u{1F}\"", .syntax, 1, 2),
        MalformedText("\"12345678\u{1F}\"", .syntax, 1, 10),
        MalformedText("{\"a\u{1}\":1}", .syntax, 1, 4),
        MalformedText("\"grün\" x", .syntax, 1, 8),
        MalformedText("\"😀\"]", .syntax, 1, 4),
    ]

    static let surrogates = [
        MalformedText("\"\\ud800\"", .surrogate, 1, 2),
        MalformedText("\"\\uDBFF\"", .surrogate, 1, 2),
        MalformedText("\"\\udc00\"", .surrogate, 1, 2),
        MalformedText("\"x\\uDFFFy\"", .surrogate, 1, 3),
        MalformedText("\"\\ud800\\n\"", .surrogate, 1, 2),
        MalformedText("\"\\ud800x\"", .surrogate, 1, 2),
        MalformedText("\"\\ud800 \\udc00\"", .surrogate, 1, 2),
        MalformedText("\"\\ud800\\ud800\"", .surrogate, 1, 2),
        MalformedText("\"\\ud800\\u0041\"", .surrogate, 1, 2),
        MalformedText("\"\\udc00\\ud800\"", .surrogate, 1, 2),
        MalformedText("\"\\ud83d\\ude00\\ud83d\"", .surrogate, 1, 14),
        MalformedText("{\"\\ud800\":1}", .surrogate, 1, 3),
    ]

    /// Broken UTF-8 in a string, between an ASCII character and the closing quote.
    static let encodings = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
        [0xE2, 0x82], [0xE2], [0xE2, 0x28, 0xA1], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80],
        [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
        [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],
    ].map { MalformedText([0x22, 0x61] + $0 + [0x22], .utf8, 1, 3) }
}
