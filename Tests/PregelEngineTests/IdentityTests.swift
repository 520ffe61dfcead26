import Testing

@testable import PregelEngine

/// Ids and hashes, against the reference implementation of xxHash and LangGraph's own ids.
@Suite struct IdentityTests {
    private static let vectors: [(count: Int, hex: String)] = [
        (0, "99aa06d3014798d86001c324468d497f"),
        (1, "495b62073ef70ca44c5cca45d0f4811f"),
        (2, "f1b5eec902a1eb5e29c60963cbfa4e6e"),
        (3, "390cdc5b4a895dd76e3e2670e61106ac"),
        (4, "aa6e2f274640a3f43d668af6f2a44d77"),
        (5, "d9da89da8d7e169a62853c5f1a6eda6e"),
        (7, "9c62f06059404f491b174ad8d9a81f6b"),
        (8, "6a86a3bda6af4e3d61ddbe7f31a6100d"),
        (9, "664c7ca18afd62558c7b67fd458a936b"),
        (12, "dab57051afe30b1dcdeba3d6707f8f04"),
        (16, "7f9a218b0425449ae2ce54a7c19c730d"),
        (17, "66fc23f6439dbd778d96ef110fcdebb4"),
        (31, "d8201bc2fedefe5ccee425163875b69b"),
        (32, "49a11ee743d6d342fd357cf6cb2dda18"),
        (33, "7228d9284a8116f6f8994653f4bfe6da"),
        (64, "e0faf20e0e0fe0ddba7e015a54f14be1"),
        (65, "9397df27b7a9871385326f4078a61329"),
        (96, "fb78ac185ef554438b8720f565dcf40c"),
        (97, "9cfc8c7d6e7815c8bb385623e598c6d4"),
        (128, "aec730751478556cff361dec1385710a"),
        (129, "98cd36ccbb5579264545b3a09738e31a"),
        (130, "7fa91940f13fed8f51f93bd2e6f2a3cb"),
        (159, "092102a9631152daf6c2de5f35a4e9fa"),
        (160, "832af93acbf14d0b10963bc4f63e0de8"),
        (161, "e7eef57c483dd6cc7ad98310db13778d"),
        (191, "09c837328ea1c7869e291024d5135c77"),
        (192, "e9e3bb05b10df5c44079b989e727fb44"),
        (240, "5293e17bf553903d3f2c53e72293711f"),
        (241, "b53840fe3fedf161956cae592c67279e"),
        (255, "08c3b91c3870117b64a6073025eb7929"),
        (256, "d0d2829a226d0edbb15e550733c5dfac"),
        (320, "c7b683487cb946b028bc5aa275799ff9"),
        (1024, "f69630613f24324d70bd377d9574f4bb"),
        (1025, "621af7b8277effa466c4487c41e127a7"),
        (1088, "0b03b0c7bdc5b078f43dc77e28a9acbc"),
        (2047, "d11530955c3395acded1f434a1510c6a"),
        (2048, "56b77f207158a2ba8b46caa67dab3a30"),
        (2049, "9d5d5fbfe401ce28581cd184fd9b76c5"),
        (5000, "61bedb627e4a5fdfe4007929540f095c"),
    ]

    @Test(arguments: vectors)
    func `hashes are those of the reference implementation`(vector: (count: Int, hex: String)) {
        let bytes = (0..<vector.count).map { UInt8(truncatingIfNeeded: $0 * 131 + 7) }
        #expect(bytes.withUnsafeBytes { XXH3.hash128($0) }.hex == vector.hex)
    }

    @Test func `a task's id is a function of checkpoint, path, step, name and kind`() throws {  // BSP-7, BSP-8
        let checkpoint = try #require(CheckpointID("1f1e5519-dbf0-6ecd-bffe-5eebf69815b8"))
        #expect(
            TaskID.make(
                checkpoint: checkpoint, path: "a", step: 1, name: "a", .pull(triggers: ["branch:to:a"]))
                == "7fab3e18-4637-a552-4e5f-10915842670a")
        #expect(
            TaskID.make(checkpoint: checkpoint, path: "w", step: 2, name: "w", .push(0))
                == "93493f98-41fe-09e7-140b-6581d5272ef4")
    }

    @Test func `a question's id is the hash of its task's path, numbered from the second on`() {  // INT-3
        let namespace = "a:00000000-0000-0000-0000-000000000000"
        #expect(TaskID.interrupt(namespace, asked: 0) == "143ab44794e089ab69d1c44a444ab597")
        #expect(TaskID.interrupt(namespace, asked: 1) == "bb69113fd246fcabe8cc81552bfe36d9")
    }

    @Test func `a path of tasks is told by names where a graph keeps one history`() {  // BSP-9, SUB-3
        #expect(TaskID.path("b", in: "a:1") == "a:1|b")
        #expect(TaskNamespace.withoutIDs("a:1|b:2") == "a|b")
        #expect(TaskNamespace.withoutIDs("a:1|1|b:2") == "a|b")
    }

    @Test func `checkpoint ids grow, and come back from their text`() throws {  // CP-1
        let ids = (0..<1000).map { _ in CheckpointID() }
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0.description < $1.description })
        #expect(CheckpointID(ids[7].description) == ids[7])
        #expect(CheckpointID("no id") == nil)
        #expect(CheckpointID("1f1e5519-dbf0-6ecd-bffe-5eebf69815b") == nil)
    }

    @Test func `an id that is read pushes later ones beyond it`() throws {
        let later = try #require(CheckpointID("fffffff0-0000-7000-8000-000000000000"))
        #expect(CheckpointID() > later)
    }
}
