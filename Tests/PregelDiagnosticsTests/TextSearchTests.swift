import PregelDiagnostics
import Testing

@Suite struct TextSearchTests {
    @Test func `a text is found where it first stands`() {
        let text = "one two two"
        #expect(text.firstPlace(of: "two").map { text[..<$0.lowerBound] } == "one ")
        #expect(text.firstPlace(of: "three") == nil)
        #expect(text[text.index(after: text.startIndex)...].has("one") == false)
    }

    @Test func `a text ends with what it is searched for, and begins with nothing`() {
        #expect("undefined symbol: x".has("x"))
        #expect("ä…ö".has("…ö"))
        #expect("".has(""))
        #expect("".has("x") == false)
        #expect("aab".has("ab"))
    }

    @Test func `every place is exchanged, also for what holds the part itself`() {
        #expect("a-a-b".exchanging("a", for: "aa") == "aa-aa-b")
        #expect("a-a-b".exchanging("x", for: "y") == "a-a-b")
        #expect("".exchanging("x", for: "y") == "")
    }
}
