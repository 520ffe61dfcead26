import Testing

@testable import PregelEngine

/// Hashes and ids against values that xxhash 4.1 and LangGraph 1.2.24 themselves gave.
@Suite struct IdentityTests {
    // MARK: XXH3

    /// Each algorithm, with the lengths at which it starts, ends or takes another turn.
    private static let digests: [(Int, String)] = [
        (0, "99aa06d3014798d86001c324468d497f"), (1, "a6cd5e9392000f6ac44bdff4074eecdb"),
        (2, "5008d8f8cd45f8ecb0a5d4f167a89d5e"), (3, "977fcbc0448b49f6e14090f554a5ea90"),
        (4, "4e82b36688c5328f4ee6926f0426173e"), (5, "0c2dde1f77ef0655144433f809b778c9"),
        (8, "7b4966a681f18d5779d85adaeefd615e"), (9, "200d098a7113e15fee5940d4df4715ae"),
        (12, "56c578738da3b7240d3297d86c9fd357"), (16, "78e8ab538d3acaab37286a19cf622308"),
        (17, "1ea709ada2b9c32e33bed349ec1c0ce7"), (32, "4e9c19033e772df434875ae75c27bc73"),
        (33, "3d498fc14d9681e19cd7914bbaf713b9"), (64, "5834551911de3391a6e3ffeedc6985dd"),
        (65, "df2f64d70d4f0d467e0ee245264914b3"), (96, "05431e0d5c95bd495b78a2f5ca076877"),
        (97, "fdfcca3a469c918afb99b300b0c8dc93"), (128, "5ac741c59c95d36ae1f0636051ccd2be"),
        (129, "1240f4d960139642cfb3fed667226458"), (159, "5576e3bbb22f3166d3b123396606b836"),
        (160, "934688b34070b9004a430a4b144ed2d0"), (161, "90e957c90689d953d9653989ae78754a"),
        (191, "ae3007bcddd59685705e4e9935cc6797"), (192, "64965de393806bd04b7cfcef218d92aa"),
        (223, "f98f44e2b1766c88883dc9b4e4f7ca0e"), (224, "bc9179ad90512bfb14fca9bf03801e03"),
        (239, "a2bb482e57b942272c801ae791bfdf99"), (240, "640a6149838a7599b2e6947c477a4ab0"),
        (241, "e817e20e53e42a8c2d431e984c441f15"), (256, "96b9c38548dd27ee1369aaf85f8b805a"),
        (300, "c461be69c1449412ebc3ae32ea3a7d0a"), (1000, "fac4e9a77d6c8b108d3e88d833cd4a80"),
        (1023, "5687286dd310b7db4e30bb611faa8f67"), (1024, "df4c8b9ff9715101e99def1145f12936"),
        (1025, "63e845aab7eb695f83cba9b371e4e7f4"), (1087, "395b1d1991c7d77e7a31d7be13f5411b"),
        (1088, "53fd1378f51e868e8e7e69b3a7124813"), (1089, "65a190759c293e92a958a59c9718acc1"),
        (2048, "fb68e3b1bb55b50253275d58cfba68fd"), (2049, "e8a3f6e37b449e743cd32460d504d215"),
        (5000, "df8bd4ddb16d1d1cb9daede5f99f736e"),
    ]

    /// Bytes without a short period.
    private func pattern(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 24) }
    }

    private func hash(_ bytes: [UInt8]) -> Hash128 { bytes.withUnsafeBytes { XXH3.hash128($0) } }

    @Test(arguments: digests) func `BSP-7: a digest is that of xxh3_128`(count: Int, digest: String) {
        #expect(hash(pattern(count)).hex == digest)
    }

    @Test func `BSP-7: digests of all lengths from 0 to 300 are those of xxh3_128`() {
        let all = [Int](0...300) + [1000, 5000]
        #expect(hash(all.flatMap { hash(pattern($0)).bytes }).hex == "77abd958ecd8db1e844f72d3825f425e")
    }

    @Test func `BSP-7: a digest does not depend on where its bytes lie in memory`() {
        for (count, digest) in Self.digests {
            let shifted = [0xFF] + pattern(count)
            #expect(shifted.withUnsafeBytes { XXH3.hash128(.init(rebasing: $0[1...])) }.hex == digest)
        }
    }

    @Test func `BSP-7: a string is hashed as its UTF-8`() {
        let text = "Grüße an 😀, " + String(repeating: "e\u{301}", count: 100)
        #expect(XXH3.hash128(text) == hash(Array(text.utf8)))
        #expect(XXH3.hash128("").hex == "99aa06d3014798d86001c324468d497f")
    }

    @Test func `a hash spells its digits most significant first and keeps leading zeros`() {
        let hash = Hash128(high: 0x0001_0203_0405_0607, low: 0x0809_0A0B_0C0D_0EFF)
        #expect(hash.bytes == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 255])
        #expect(hash.hex == "000102030405060708090a0b0c0d0eff")
        #expect(hash.groupedHex == "00010203-0405-0607-0809-0a0b0c0d0eff")
    }

    // MARK: Task ids

    /// The id of a task that starts from checkpoint 1f1e5519-dbf0-6ecd-bffe-5eebf69815b8.
    private func id(_ name: String, in parent: String = "", step: Int = 1, _ kind: TaskID.Kind) -> String {
        TaskID.make(
            checkpoint: (0x1f1e_5519_dbf0_6ecd, 0xbffe_5eeb_f698_15b8), parent: parent, step: step, name: name,
            kind: kind)
    }

    @Test func `BSP-7: a node's id comes of its name, step and triggers`() {
        #expect(id("a", .pull(triggers: ["branch:to:a"])) == "7fab3e18-4637-a552-4e5f-10915842670a")
        #expect(
            id("__start__", step: -1, .pull(triggers: ["__start__"])) == "0c80f4ec-020e-7a8d-c8f2-5f5aff644fe5")
    }

    @Test func `BSP-7: a nested node's id comes of its namespace too`() {
        let outer = id("sub", .pull(triggers: ["branch:to:sub"]))
        let kind = TaskID.Kind.pull(triggers: ["branch:to:s1"])
        #expect(outer == "e7633015-a4f8-cdcd-7f46-4223511705d2")
        #expect(id("s1", in: "sub:\(outer)", kind) == "ab545c16-97d2-ac43-ede0-6d761c2aec54")
        #expect(id("s1", in: "sub:ID", kind) == "3812832f-65af-cb9e-a1cc-7b54e3e145f8")
    }

    @Test func `BSP-7: triggers are sorted by code point, and none is dropped`() {
        // By UTF-16 😀 would precede ～; by canonical equivalence é and e with an accent would be one.
        let triggers = ["b", "\u{1F600}", "\u{FF5E}", "e\u{301}", "\u{E9}", "B", "a"]
        let expected = "e42b2383-cc29-dc20-ef57-062f724f60ef"
        #expect(id("n", step: 12, .pull(triggers: triggers)) == expected)
        #expect(id("n", step: 12, .pull(triggers: triggers.reversed())) == expected)
        #expect(id("n", step: 12, .pull(triggers: ["b", "a", "b"])) == "1a8239d7-bc4c-382f-ff32-e26ec68e15e3")
    }

    @Test func `BSP-7: a packet's id comes of its index`() {
        #expect(id("w", step: 2, .push(index: 0)) == "93493f98-41fe-09e7-140b-6581d5272ef4")
        #expect(id("w", in: "p:x", step: 10, .push(index: 11)) == "f787a2f7-44e0-2e1f-2113-2478d435b765")
    }

    @Test func `BSP-7: an error handler's id comes of the failed task's`() {
        let failed = id("bad", .pull(triggers: ["branch:to:bad"]))
        let own = TaskNamespace.task(parent: "", name: "bad", id: failed)
        #expect(failed == "b7595c9e-93de-417b-b35a-ee3cd1ed75ed")
        #expect(
            id("__error_handler__bad", in: own, .errorHandler(failedTask: failed))
                == "7ef5816a-823e-d382-7a73-451d295b2807")
    }

    @Test func `BSP-7: a called function's id comes of its caller's path and the call's index`() {
        let path = TaskPath.pull("wf")
        #expect(id("add", step: 0, .call(path: path, index: 0)) == "b91515b5-2091-0783-c81f-a095cd4da0f5")
        let caller = id("wf", step: 0, .pull(triggers: ["__start__"]))
        #expect(
            id("add", in: "wf:\(caller)", step: 0, .call(path: path, index: 1))
                == "035996db-d20f-f84c-cafe-7f1dad36d7e4")
    }

    @Test func `BSP-8: a task has another id at each checkpoint`() {
        let ids = [(0, 0), (0, 1), (1, 0)].map { (high: UInt64, low: UInt64) in
            TaskID.make(checkpoint: (high, low), parent: "", step: 0, name: "a", kind: .push(index: 0))
        }
        #expect(Set(ids).count == 3)
    }

    // MARK: Namespaces and paths

    @Test func `BSP-9: a namespace is the path of tasks from the root`() {
        #expect(TaskNamespace.node(parent: "", name: "a") == "a")
        #expect(TaskNamespace.node(parent: "a:1", name: "b") == "a:1|b")
        #expect(TaskNamespace.task(parent: "", name: "a", id: "1") == "a:1")
        #expect(TaskNamespace.task(parent: "a:1", name: "b", id: "2") == "a:1|b:2")
    }

    @Test func `BSP-11: a path's text pads its numbers to ten places`() {
        let call = TaskPath.call(from: .pull("wf"), index: 2)
        let pull = "~__pregel_pull, wf"
        #expect(TaskPath.input.text == "~")
        #expect(TaskPath.pull("wf").text == pull)
        #expect(TaskPath.push(3).text == "~__pregel_push, 0000000003, 0000000000")
        #expect(call.text == "~__pregel_push, \(pull), 0000000002, 0000000001")
        #expect(TaskPath(parts: [.name("__interrupt__"), .index(-4)]).text == "~__interrupt__, -000000004")
        #expect(
            TaskPath.call(from: .call(from: .pull("wf"), index: 0), index: 12_345_678_901).text
                == "~__pregel_push, ~__pregel_push, \(pull), 0000000000, 0000000001, 12345678901, 0000000001")
    }

    @Test func `BSP-10: an error handler's path keeps three parts of the failed task's`() {
        #expect(
            TaskPath.errorHandler(of: .pull("bad")).text == "~__pregel_pull, bad, node_error_handler, 0000000000")
        #expect(
            TaskPath.errorHandler(of: .call(from: .pull("wf"), index: 2)).text
                == "~__pregel_push, ~__pregel_pull, wf, 0000000002, node_error_handler, 0000000000")
    }

    // MARK: Interrupts and commands

    @Test(arguments: [
        (0, "143ab44794e089ab69d1c44a444ab597"), (1, "bb69113fd246fcabe8cc81552bfe36d9"),
        (2, "cbbecb54671edd081ddb4bbd8f5ef0d0"), (10, "b6a68e9e01902cd2155fd521df12261f"),
    ])
    func `INT-3: an interrupt's id comes of the task and of how many answers it has had`(answered: Int, id: String) {
        let task = "a:00000000-0000-0000-0000-000000000000"
        #expect(TaskNamespace.interruptID(task: task, answered: answered) == id)
    }

    @Test(arguments: [
        ("", ""), ("node:1", ""), ("node:1|child:2", "node:1"), ("node:1|1|child:2|1", "node:1"),
        ("parent:1|1|child:1|1|node:1", "parent:1|1|child:1"), ("1", ""), ("1|2", ""), ("a:1||b:2", "a:1|"),
        ("a:1|x|3", "a:1"), ("\u{663}", ""), ("a:1|²", ""), ("a:1|½", "a:1"), ("a:1|三", "a:1"), ("a:1|", "a:1"),
        ("a:1|\u{301}b:2", "a:1"),
    ])
    func `RT-8: a command for the parent drops the last level and the numbers about it`(from: String, to: String) {
        #expect(TaskNamespace.parentOfCommand(from: from) == to)
    }

    @Test(arguments: [
        ("", ""), ("node:1", "node"), ("node:1|child:2", "node|child"), ("node:1|1|child:2|1", "node|child"),
        ("1|2", ""), ("a:1||b:2", "a||b"), ("a:1|½", "a|½"), ("a:1|", "a|"), ("a:\u{301}1|b", "a|b"),
    ])
    func `RT-8: a namespace without ids is its names`(namespace: String, names: String) {
        #expect(TaskNamespace.withoutIDs(namespace) == names)
    }
}
