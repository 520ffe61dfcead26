@testable import PregelManifest
import Testing

@Suite struct SafePatternTests {
    @Test(arguments: [
        ("abc", "xabcx", true), ("^abc$", "xabc", false), ("a|b|c", "xbx", true), ("^(a|bc)+$", "abcbca", true),
        ("^a{2,3}$", "aaa", true), ("^a{2,3}$", "aaaa", false), ("^a{2}$", "a", false), ("^a{2,}$", "aaaaa", true),
        ("^a*?b$", "aab", true), ("^[a-c_]+$", "ab_c", true), ("^[^a-c]$", "d", true), ("^[^a-c]$", "a", false),
        ("^\\d+\\.\\d*$", "12.5", true), ("^\\w\\W\\s\\S$", "a- x", true), ("^[\\d-]+$", "1-2", true),
        ("\\bcat\\b", "a cat!", true), ("\\bcat\\b", "concat", false), ("^.$", "💩", true), ("^.$", "\n", false),
        ("^\\u00e9$", "é", true), ("^\\ud83d\\ude00$", "😀", true), ("^\\u{1F600}$", "😀", true),
        ("^\\x41\\t$", "A\t", true), ("^\\p{L}+$", "Größe", true), ("^\\p{Lu}$", "a", false),
        ("^[\\P{N}]$", "1", false),
        ("^(?:ab)?(?<n>c)$", "c", true), ("a{,3}", "a{,3}", true), ("x{", "x{", true), ("^[]a]", "a", false),
        ("^$", "", true), ("", "anything", true), ("(|a)b", "b", true), ("^\\/\\-$", "/-", true),
        ("^[\\w.-]+@[\\w-]+\\.\\w+$", "a.b-c@d-e.org", true),
    ])
    func `a pattern matches what ECMAScript's would`(pattern: String, text: String, matches: Bool) throws {
        #expect(try SafePattern(pattern).matches(text) == matches)
    }

    @Test(arguments: [
        "(", ")", "[a", "a**", "*a", "\\", "(?=a)", "(?!a)", "(?<=a)", "(a)\\1", "[b-a]", "a{3,2}", "\\p{Nope}", "\\q",
        "^*", "((((a{1000}){1000}){1000}){1000})", "((((){1000}){1000}){1000}){1000}", "a{99999}", "\\u12", "(?",
    ])
    func `what cannot be followed in linear time, or is no pattern, is refused`(pattern: String) {
        #expect(throws: SafePattern.Fault.self) { try SafePattern(pattern) }
    }

    @Test(arguments: ["^(a+)+$", "^(a|a)*$", "^(a*)*b$", "(x+x+)+y", "^([a-z]+)*[A-Z]$"])
    func `a pattern that brings others to a standstill is harmless`(pattern: String) throws {
        let text = String(repeating: pattern.hasPrefix("(x") ? "x" : "a", count: 5000) + "!"
        #expect(try !SafePattern(pattern).matches(text))
    }

    @Test func `groups are not nested without end`() {
        let pattern = String(repeating: "(", count: 100_000)
        #expect(throws: SafePattern.Fault.self) { try SafePattern(pattern) }
    }
}
