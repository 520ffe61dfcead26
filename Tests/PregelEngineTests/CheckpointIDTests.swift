import Testing

@testable import PregelEngine

@Suite struct CheckpointIDTests {
    @Test func `checkpoint ids grow, and come back from their text`() {  // CP-1
        let ids = (0..<1000).map { _ in CheckpointID() }
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0.description < $1.description })
        #expect(CheckpointID(ids[7].description) == ids[7])
    }

    @Test(arguments: ["", "no id", "1f1e5519-dbf0-6ecd-bffe-5eebf69815b", "1f1e5519xdbf0-6ecd-bffe-5eebf69815b8"])
    func `what is no id is none`(text: String) { #expect(CheckpointID(text) == nil) }

    @Test func `an id that is read pushes later ones beyond it`() throws {
        let later = try #require(CheckpointID("fffffff0-0000-7000-8000-000000000000"))
        #expect(CheckpointID() > later)
    }
}
