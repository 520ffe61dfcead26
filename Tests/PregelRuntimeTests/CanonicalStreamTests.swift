@testable import PregelRuntime
import PregelValues
import Testing

/// The order of a stream in records: fixed where concurrency leaves it open.
@Suite struct CanonicalStreamTests {
    /// An entry of the root, or of runs of nested graphs: `child:1/grandchild:2`.
    private static func item(_ mode: String, _ data: Value, in runs: String = "") -> StreamItem {
        let runs = runs.split(separator: "/").map(String.init)
        let path = runs.map { String($0.prefix { $0 != ":" }) }
        return StreamItem(path: path, runs: runs, mode: mode, data: data)
    }

    /// What the entries show, in canonical order.
    private static func data(_ items: [StreamItem]) -> [Value] {
        CanonicalStream.sorted(items).map { $0["data"] ?? .null }
    }

    @Test func `entries between two states are sorted`() {
        let items = [
            Self.item("updates", "b"), Self.item("updates", "a"), Self.item("values", "after"),
            Self.item("updates", "0"),
        ]
        #expect(Self.data(items) == ["a", "b", "after", "0"])
    }

    @Test func `a checkpoint is a border like a state`() {
        let items = [Self.item("updates", "b"), Self.item("checkpoints", "x"), Self.item("updates", "a")]
        #expect(Self.data(items) == ["b", "x", "a"])
    }

    @Test func `states keep their order`() {
        let items = [Self.item("values", 2), Self.item("values", 1), Self.item("values", 3)]
        #expect(Self.data(items) == [2, 1, 3])
    }

    @Test func `what is shown decides before the mode`() {
        let items = [
            Self.item("custom", "b"), Self.item("updates", "a"), Self.item("updates", "b"), Self.item("tasks", "a"),
        ]
        #expect(CanonicalStream.sorted(items).map { $0["mode"]?.string } == ["tasks", "updates", "custom", "updates"])
    }

    @Test func `text is compared by its bytes and without needless escapes`() {
        let items = ["ö", "z", "\u{1F600}", "\u{FFFD}", "/"].map { Self.item("custom", Value($0)) }
        #expect(Self.data(items) == ["/", "z", "ö", "\u{FFFD}", "\u{1F600}"])
    }

    @Test func `numbers are sorted as they are written, a whole double as a whole number`() {
        let items = [Self.item("custom", 3.0), Self.item("custom", 20), Self.item("custom", 100)]
        #expect(Self.data(items) == [100, 20, 3])
    }

    @Test func `nested runs come after the entries of their parent`() {
        let items = [
            Self.item("updates", "a", in: "child:1"), Self.item("updates", "z"), Self.item("values", "end"),
        ]
        #expect(Self.data(items) == ["z", "a", "end"])
    }

    @Test func `runs side by side are told apart and sorted as a whole`() {
        let items = [
            Self.item("values", "start", in: "child:2"), Self.item("values", "start", in: "child:1"),
            Self.item("updates", "b", in: "child:2"), Self.item("updates", "a", in: "child:1"),
            Self.item("values", "1", in: "child:2"), Self.item("values", "2", in: "child:1"),
        ]
        #expect(Self.data(items) == ["start", "a", "2", "start", "b", "1"])
    }

    @Test func `a nested run is in canonical order itself, to any depth`() {
        let items = [
            Self.item("updates", "b", in: "child:1"), Self.item("custom", "deep", in: "child:1/inner:1"),
            Self.item("updates", "a", in: "child:1"), Self.item("values", "end", in: "child:1"),
            Self.item("updates", "last", in: "child:1"),
        ]
        #expect(Self.data(items) == ["a", "b", "deep", "end", "last"])
        #expect(
            CanonicalStream.sorted(items).map { $0["ns"]?.count } == [1, 1, 2, 1, 1],
            "the path has names, whatever tells the runs apart")
        #expect(CanonicalStream.sorted(items)[2]["ns"] == ["child", "inner"])
    }

    @Test(arguments: 0..<20)
    func `the order of arrival makes no difference`(seed: Int) {
        var generator = Generator(state: UInt64(seed))
        let items = (0..<6).map { Self.item("updates", Value($0), in: $0 < 3 ? "" : "child:\($0 % 2)") }
        #expect(CanonicalStream.sorted(items.shuffled(using: &generator)).count == 6)
        #expect(
            Self.data(items.filter { $0.path.isEmpty }.shuffled(using: &generator)) == [0, 1, 2])
        #expect(Self.data(items.shuffled(using: &generator)) == Self.data(items))
    }

    /// Repeats itself from the same state.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 33
        }
    }
}
