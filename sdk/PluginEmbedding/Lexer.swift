/// Splits Swift source into tokens; comments and spaces are left out.
struct Lexer {
    private let bytes: [UInt8]
    private var place = 0
    private var startsLine = true
    private var tokens: [Token] = []

    static func tokens(of source: [UInt8]) -> [Token] {
        var lexer = Lexer(bytes: source)
        while lexer.step() {}
        return lexer.tokens
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func byte(_ offset: Int = 0) -> UInt8 { place + offset < bytes.count ? bytes[place + offset] : 0 }

    private func has(_ text: StaticString) -> Bool {
        place + text.utf8CodeUnitCount <= bytes.count
            && (0..<text.utf8CodeUnitCount).allSatisfy { bytes[place + $0] == text.utf8Start[$0] }
    }

    private mutating func add(_ kind: Token.Kind, _ text: String) {
        tokens.append(Token(kind: kind, text: text, startsLine: startsLine))
        startsLine = false
    }

    private mutating func step() -> Bool {
        guard place < bytes.count else { return false }
        let first = byte()
        switch first {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            startsLine = true
            place += 1
        case UInt8(ascii: " "), UInt8(ascii: "\t"): place += 1
        default:
            if has("//") { skipLine() } else if has("/*") { skipComment() } else { token(first) }
        }
        return true
    }

    private mutating func skipLine() { while place < bytes.count, byte() != UInt8(ascii: "\n") { place += 1 } }

    private mutating func skipComment() {
        var depth = 0
        repeat {
            if has("/*") {
                depth += 1
                place += 2
            } else if has("*/") {
                depth -= 1
                place += 2
            } else {
                place += 1
            }
        } while depth > 0 && place < bytes.count
    }

    private mutating func token(_ first: UInt8) {
        if first == UInt8(ascii: "\"") { return string(pounds: 0) }
        if first == UInt8(ascii: "#") { return pound() }
        if first == UInt8(ascii: "`") { return quotedName() }
        if Lexer.isDigit(first) { return number() }
        if Lexer.isLetter(first) { return add(.word, run { Lexer.isLetter($0) || Lexer.isDigit($0) }) }
        if Lexer.isOperator(first) { return add(.sign, run(Lexer.isOperator)) }
        place += 1
        add(.sign, String(UnicodeScalar(first)))
    }

    private mutating func run(_ belongs: (UInt8) -> Bool) -> String {
        let begin = place
        // What begins a comment is no operator.
        while place < bytes.count, belongs(byte()), place == begin || !(has("//") || has("/*")) { place += 1 }
        return String(decoding: bytes[begin..<place], as: UTF8.self)
    }

    private mutating func quotedName() {
        place += 1
        let name = run { $0 != UInt8(ascii: "`") && $0 != UInt8(ascii: "\n") }
        place += 1
        add(.word, name)
    }

    private mutating func number() {
        var text = run { Lexer.isLetter($0) || Lexer.isDigit($0) }
        let isDecimal = text.allSatisfy { $0.isNumber || $0 == "_" }
        if isDecimal, byte() == UInt8(ascii: "."), Lexer.isDigit(byte(1)) {
            place += 1
            text += "." + run { Lexer.isLetter($0) || Lexer.isDigit($0) }
        }
        if let last = text.last, last == "e" || last == "E", !text.hasPrefix("0x"),
            byte() == UInt8(ascii: "-") || byte() == UInt8(ascii: "+")
        {
            text += String(UnicodeScalar(byte()))
            place += 1
            text += run(Lexer.isDigit)
        }
        add(.number, text)
    }

    /// `#if`, `#selector`, `#"raw"#`.
    private mutating func pound() {
        var pounds = 0
        while byte(pounds) == UInt8(ascii: "#") { pounds += 1 }
        if byte(pounds) == UInt8(ascii: "\"") {
            place += pounds
            return string(pounds: pounds)
        }
        if byte(pounds) == UInt8(ascii: "/") {
            place += pounds + 1
            while place < bytes.count, !(byte() == UInt8(ascii: "/") && byte(1) == UInt8(ascii: "#")) { place += 1 }
            place += 1 + pounds
            return add(.opaque, "")
        }
        place += pounds
        let name = run { Lexer.isLetter($0) || Lexer.isDigit($0) }
        add(["if", "elseif", "else", "endif"].contains(name) ? .directive : .word, "#" + name)
    }

    // MARK: Texts

    private mutating func string(pounds: Int) {
        let isLong = has("\"\"\"")
        place += isLong ? 3 : 1
        var text: [UInt8] = []
        // What stands in a text of several lines, or is escaped otherwise than simply, is not worked out.
        var isKnown = !isLong
        while place < bytes.count, !ends(isLong, pounds) {
            if byte() == UInt8(ascii: "\n"), !isLong { break }
            guard byte() == UInt8(ascii: "\\"), hasPounds(1, pounds) else {
                text.append(byte())
                place += 1
                continue
            }
            place += 1 + pounds
            if byte() == UInt8(ascii: "(") {
                skipInterpolation()
                isKnown = false
            } else {
                if let simple = Lexer.escapes[byte()] { text.append(simple) } else { isKnown = false }
                place += 1
            }
        }
        place += (isLong ? 3 : 1) + pounds
        add(isKnown ? .string : .opaque, isKnown ? String(decoding: text, as: UTF8.self) : "")
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "0"): 0,
        UInt8(ascii: "\""): 34, UInt8(ascii: "'"): 39, UInt8(ascii: "\\"): 92,
    ]

    private func hasPounds(_ offset: Int, _ count: Int) -> Bool {
        (0..<count).allSatisfy { byte(offset + $0) == UInt8(ascii: "#") }
    }

    private func ends(_ isLong: Bool, _ pounds: Int) -> Bool {
        guard isLong ? has("\"\"\"") : byte() == UInt8(ascii: "\"") else { return false }
        return hasPounds(isLong ? 3 : 1, pounds)
    }

    private mutating func skipInterpolation() {
        var depth = 0
        repeat {
            switch byte() {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            case UInt8(ascii: "\""):
                // A text within the text: its token is of no interest.
                let known = tokens
                string(pounds: 0)
                tokens = known
                continue
            default: break
            }
            place += 1
        } while depth > 0 && place < bytes.count
    }

    // MARK: Characters

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "$") || byte >= 0x80
    }

    private static func isOperator(_ byte: UInt8) -> Bool {
        "+-*/%=<>!&|^~?.".utf8.contains(byte)
    }
}
