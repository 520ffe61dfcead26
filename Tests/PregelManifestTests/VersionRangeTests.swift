import PregelManifest
import Testing

@Suite struct VersionRangeTests {
    @Test(arguments: [
        (">=1.2 <2", "1.2.0", true), (">=1.2 <2", "1.99.3", true), (">=1.2 <2", "2.0.0", false),
        (">=1.2 <2", "2.0.0-beta", false), (">=1.2 <2", "1.2.0-beta", false), (">= 1.2, < 2", "1.5.0", true),
        ("^1.2.3", "1.9.0", true), ("^1.2.3", "1.2.2", false), ("^1.2.3", "2.0.0", false), ("^0.2.3", "0.2.9", true),
        ("^0.2.3", "0.3.0", false), ("^0.0.3", "0.0.4", false), ("^0", "0.9.0", true), ("~1.2.3", "1.2.9", true),
        ("~1.2.3", "1.3.0", false), ("~1", "1.9.0", true), ("=1.2.3", "1.2.3", true), ("=1.2.3", "1.2.4", false),
        ("1.2", "1.4.0", true), ("1.2", "2.0.0", false), (">1.2", "1.2.0", false), ("<=1.2", "1.2.0", true),
        ("*", "0.0.1", true), (">=1.0.0-rc.1", "1.0.0-rc.2", true), ("=1.2.3", "1.2.3+build", true),
    ])
    func `a range holds the versions that it says`(range: String, version: String, holds: Bool) throws {
        let range = try #require(VersionRange(range))
        let version = try #require(SemanticVersion(version))
        #expect(range.contains(version) == holds)
    }

    @Test func `versions are ordered as Semantic Versioning has it`() throws {
        let ordered = [
            "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0",
            "1.0.1", "1.10.0", "2.0.0",
        ].compactMap { SemanticVersion($0) }
        #expect(ordered.count == 10)
        #expect(ordered.shuffled().sorted() == ordered)
    }

    @Test(arguments: ["", " ", "new", "1.2.3.4", ">", "1.x", "-1", "1..2", ">=1 <", "1.2-", "99999999999999999999"])
    func `what is no range is refused`(text: String) { #expect(VersionRange(text) == nil) }
}
