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
        ("^\\p{Letter}$", "é", true), ("^\\p{Lowercase_Letter}$", "É", false), ("^\\p{gc=Nd}+$", "٣4", true),
        ("^\\p{General_Category=Mark}$", "\u{301}", true), ("^\\p{LC}$", "ǅ", true), ("^\\p{LC}$", "א", false),
        ("^\\p{Alphabetic}$", "א", true), ("^\\P{White_Space}$", " ", false), ("^\\p{Upper}[\\p{Lower}-]$", "A-", true),
        ("^\\p{Emoji}$", "🐲", true), ("^\\p{ASCII}+$", "aé", false), ("^\\p{Any}$", "\n", true), ("^🐲*$", "🐲🐲", true),
        ("^[🐲-🐴]$", "🐳", true), ("^\\cC$", "\u{3}", true), ("^\\d$", "٣", false), ("^\\w$", "é", false),
        ("^\\s$", "\u{2003}", true), ("^\\s$", "\u{200B}", false),
        ("^(?:ab)?(?<n>c)$", "c", true), ("a{,3}", "a{,3}", true), ("x{", "x{", true), ("^[]a]", "a", false),
        ("^$", "", true), ("", "anything", true), ("(|a)b", "b", true), ("^\\/\\-$", "/-", true),
        ("^[\\w.-]+@[\\w-]+\\.\\w+$", "a.b-c@d-e.org", true),
    ])
    func `a pattern matches what ECMAScript's would`(pattern: String, text: String, matches: Bool) throws {
        #expect(try SafePattern(pattern).matches(text) == matches)
    }

    @Test(arguments: [
        "(", ")", "[a", "a**", "*a", "\\", "(a)\\1", "[b-a]", "a{3,2}", "\\p{Nope}", "\\q",
        "(?<n>a)\\k<n>", "\\p{Script=Greek}", "\\p{sc=Grek}", "\\p{Lx}", "\\p{gc=Q}", "\\p{=}",
        "\\k", "\\k<n", "(?<>a)",
        "^*", "((((a{1000}){1000}){1000}){1000})", "((((){1000}){1000}){1000}){1000}", "a{99999}",
        "(?=(?=a{1000}){100})", "\\u12", "(?",
    ])
    func `what cannot be followed in linear time, or is no pattern, is refused`(pattern: String) {
        #expect(throws: SafePattern.Fault.self) { try SafePattern(pattern) }
    }

    @Test(arguments: [
        "(?=a)b", "(?!a)", "(?<=a)b", "(a)\\1", "(?<n>a)\\k<n>", "\\p{Script=Greek}", "a|b", "^[^a]{2,}$",
    ])
    func `a regular expression is one even where it cannot be matched here`(pattern: String) {
        #expect(SafePattern.isWellFormed(pattern))
    }

    @Test(arguments: ["(?=a", "(a", "a)", "[", "\\k<n", "(?=a))", "(?<1>a)", "\\p{Nope}", "a{2,1}"])
    func `what is no regular expression is none`(pattern: String) {
        #expect(!SafePattern.isWellFormed(pattern))
    }

    @Test func `a pattern that is refused says where`() throws {
        let error = try #require(throws: SafePattern.Fault.self) { try SafePattern("(ab)\\1") }
        #expect(error.message == "references to groups are not supported, at character 5")
    }

    @Test(arguments: [
        ("^(?!.*secret).*$", "a public text", true), ("^(?!.*secret).*$", "a secret text", false),
        ("^(?=.*\\d)(?=.*[a-z]).{4,}$", "ab12", true), ("^(?=.*\\d)(?=.*[a-z]).{4,}$", "abcd", false),
        ("a(?=b)", "ab", true), ("a(?=b)", "ac", false), ("a(?=b)c", "abc", false), ("a(?!b)", "ab", false),
        ("a(?!b)", "a", true), ("(?<=a)b", "ab", true), ("(?<=a)b", "cb", false), ("(?<!a)b", "ab", false),
        ("(?<!a)b", "b", true), ("(?<=^\\w+: )x", "key: x", true), ("(?<=a.*)b", "a---b", true),
        ("(?<=a.*)b", "---b", false),
        ("^(?:(?!ab).)*$", "acbba", true), ("^(?:(?!ab).)*$", "acab", false), ("x(?=a(?=b))", "xab", true),
        ("x(?=a(?!b))", "xab", false), ("(?=^)a", "ba", false), ("a(?=$)", "ba", true), ("(?=\\b)a", "-a", true),
        ("a(?=b|cd)", "acd", true), ("(?<=(?<!x)a)b", "ab", true), ("(?<=(?<!x)a)b", "xab", false),
        ("(?=a)*b", "b", true),
        ("(?=abc)a", "abc", true), ("(?=abc)a", "acb", false), ("(?<=ab?c)d", "acd", true), ("💩(?=🐲)", "💩🐲", true),
    ])
    func `what stands before or behind is looked at without going back`(
        pattern: String, text: String, matches: Bool
    ) throws {
        #expect(try SafePattern(pattern).matches(text) == matches)
    }

    @Test(arguments: ["^(?=(a+)+$)", "^(?:(?!(a|a)*b).)*$", "(?<=(a*)*)b", "(?=(?=(?=a*)a*)a*)!"])
    func `looking around takes time in proportion to the text`(pattern: String) throws {
        _ = try SafePattern(pattern).matches(String(repeating: "a", count: 5000) + "!")
    }

    @Test(arguments: ["^(a+)+$", "^(a|a)*$", "^(a*)*b$", "(x+x+)+y", "^([a-z]+)*[A-Z]$"])
    func `a pattern that brings others to a standstill is harmless`(pattern: String) throws {
        let text = String(repeating: pattern.hasPrefix("(x") ? "x" : "a", count: 5000) + "!"
        #expect(try !SafePattern(pattern).matches(text))
    }

    @Test func `each look around takes memory as long as the text, so that there are not many`() throws {
        let looks = String(repeating: "d*(?<!a)", count: 50)
        #expect(try SafePattern(looks).matches("ddd"))
        let error = try #require(throws: SafePattern.Fault.self) { try SafePattern(looks + "(?=b)") }
        #expect(error.message == "more than 50 looks around are not supported")
    }

    @Test func `groups are not nested without end`() {
        let pattern = String(repeating: "(", count: 100_000)
        #expect(throws: SafePattern.Fault.self) { try SafePattern(pattern) }
    }
}
