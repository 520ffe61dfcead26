import PregelDiagnostics
import Testing

@Suite struct NameIndexTests {
    @Test(arguments: [
        ("sumarize", "summarize"), ("fetsh", "fetch"), ("Review", "review"), ("max-attempts", "max_attempts"),
        ("max_atempts", "max_attempts"), ("ndoes", "nodes"), ("edgs", "edges"), ("rveiew", "review"),
    ])
    func `a slip of the finger is recognised`(written: String, meant: String) {
        let names = ["summarize", "fetch", "review", "max_attempts", "nodes", "edges", "output"]
        #expect(nearestName(to: written, in: names) == meant)
    }

    @Test(arguments: ["", "x", "banana", "nodesnodesnodes", String(repeating: "a", count: 100_000)])
    func `another word is not`(written: String) {
        #expect(nearestName(to: written, in: ["nodes", "edges", "ab", ""]) == nil)
    }

    @Test func `of equally close names the first by bytes is offered, and never the name itself`() {
        #expect(nearestName(to: "nodex", in: ["nodez", "nodea"]) == "nodea")
        #expect(nearestName(to: "node", in: ["node"]) == nil)
    }

    @Test func `distance counts insertions, deletions, replacements and swaps`() {
        func distance(_ left: String, _ right: String) -> Int? {
            EditDistance.between(Array(left.utf8), Array(right.utf8), atMost: 9)
        }
        #expect(distance("", "") == 0)
        #expect(distance("", "abc") == 3)
        #expect(distance("abc", "") == 3)
        #expect(distance("kitten", "sitting") == 3)
        #expect(distance("ab", "ba") == 1)
        #expect(distance("ca", "abc") == 3)
        #expect(distance("grüße", "grüsse") == 2)
        #expect(EditDistance.between(Array("abcdef".utf8), Array("uvwxyz".utf8), atMost: 2) == nil)
    }

    @Test func `the distance does not depend on the limit, as long as it is within`() {
        let words = ["", "a", "ab", "ba", "abc", "acb", "cab", "bca", "abcd", "badc", "xabc", "abcx", "xyz", "aabbcc"]
        for left in words {
            for right in words {
                let exact = EditDistance.between(Array(left.utf8), Array(right.utf8), atMost: 20)
                for limit in 0...7 {
                    let found = EditDistance.between(Array(left.utf8), Array(right.utf8), atMost: limit)
                    #expect(found == exact.flatMap { $0 <= limit ? $0 : nil }, "\(left), \(right), \(limit)")
                }
            }
        }
    }

    @Test func `the nearest of many names is found`() {
        let index = NameIndex((0..<2_000).map { "node_number_\($0)" })
        #expect(index.nearest(to: "node_nubmer_1234") == "node_number_1234")
        #expect(index.nearest(to: "nodenumber_77") == "node_number_77")
    }
}
