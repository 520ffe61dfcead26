/// All cases, in the order in which they are measured.
enum Catalog {
    static var all: [Recipe] { core + streamed + saved + parts + scale }

    private typealias Maker = (CaseName) throws -> BenchCase

    /// Which prefixes a workload has cases under.
    private static let inSwift = ["pregel/sync"]
    private static let inBoth = ["pregel/sync", "pregel-c/sync"]
    private static let sizes = ["n=10", "n=100", "n=1000"]

    /// What other engines are measured with too.
    private static var core: [Recipe] {
        cases(inBoth, "chain", sizes, Chains.chain) + cases(inBoth, "fanout", sizes, Fans.fanout)
            + cases(inBoth, "send", sizes, Fans.send) + cases(inBoth, "loop", sizes, Loops.loop)
            + cases(inBoth, "loop_messages", sizes, Loops.loopMessages)
            + cases(inBoth, "wide_state", ["w=50", "w=100", "w=200"].map { $0 + "/rounds=10" }, Loops.wideState)
            + cases(inBoth, "fanout_to_subgraph", ["n=10", "n=100"], Fans.subgraphs)
            + cases(
                inBoth, "big_value", ["kind=str10m", "kind=list1m", "kind=str10m/rewrite=1", "kind=list1m/rewrite=1"],
                Chains.bigValue)
            + cases(inBoth, "map", ["n=10000/how=invoke"], Threads.map)
            + cases(inBoth, "retry", ["n=1", "n=10"], Chains.retry)
            + cases(inBoth + ["pregel/async", "pregel-c/async"], "concurrency", ["n=100"], Fans.concurrency)
            + cases(["pregel/async", "pregel-c/async"], "chain", sizes + ["n=100/sync_nodes=1"], Chains.chain)
            + cases(inSwift, "compile", sizes + sizes.map { $0 + "/how=code" }, Chains.compile)
    }

    private static var streamed: [Recipe] {
        cases(
            inBoth, "chain",
            ["updates", "values", "debug", "tasks", "messages", "custom"].map { "n=100/stream=" + $0 }, Chains.chain)
    }

    /// What is saved in memory, each superstep before the next begins unless the case says otherwise.
    private static var saved: [Recipe] {
        cases(inBoth, "chain", sizes.map(inMemory), Chains.chain)
            + cases(inBoth, "chain", ["async", "exit"].map { "n=100/saver=memory/durability=" + $0 }, Chains.chain)
            + cases(inBoth, "loop", sizes.map(inMemory), Loops.loop)
            + cases(inBoth, "wide_state", ["w=50", "w=200"].map { inMemory($0 + "/rounds=10") }, Loops.wideState)
            + cases(inBoth, "send", ["n=10", "n=100"].map(inMemory), Fans.send)
            + cases(inBoth, "fanout_to_subgraph", ["n=10", "n=100"].map(inMemory), Fans.subgraphs)
            + cases(inBoth, "big_value", ["kind=str10m", "kind=list1m"].map(inMemory), Chains.bigValue)
            + cases(inBoth, "turns", ["n=100/saver=memory"], Threads.turns)
            + cases(inBoth, "interrupt", ["n=20/saver=memory"], Threads.interrupt)
            + cases(inBoth, "history", ["n=200/saver=memory", "n=200/saver=memory/what=state"], Threads.history)
    }

    /// What has no peer: parts of a run, by themselves.
    private static var parts: [Recipe] {
        cases(["pregel/border", "pregel-c/border"], "invoke", [""], BorderCalls.make)
            + cases(inSwift, "json", [""], JSONReading.make)
    }

    /// How time and memory grow: each in several sizes.
    private static var scale: [Recipe] {
        let inSwift = ["pregel/scale"]
        let inBoth = ["pregel/scale", "pregel-c/scale"]
        let large = ["n=1000", "n=10000", "n=100000"]
        return cases(inSwift, "compile", ["n=1000", "n=10000"], Chains.compile)
            + cases(
                inSwift, "graph", ["n=10/steps=1000", "n=1000/steps=1000", "n=10000/steps=1000", "n=10000/steps=1"],
                LargeGraphs.graph)
            + cases(inBoth, "sends", large, Fans.send) + cases(inBoth, "loop", ["n=100"] + large, Loops.loop)
            + cases(inSwift, "supersteps", ["n=10000", "n=100000", "n=1000000"], LargeGraphs.supersteps)
            + cases(inSwift, "supersteps", ["n=1000", "n=10000"].map(inMemory), LargeGraphs.supersteps)
            + cases(inSwift, "blob", ["mb=10", "mb=100", "mb=10/rewrite=1", "mb=100/rewrite=1"], LargeGraphs.blob)
            + cases(inBoth, "wait", ["n=100", "n=1000"].flatMap(waiting), Fans.concurrency)
            + cases(["bare/scale"], "wait", ["n=100", "n=1000"].flatMap(waiting), BareWaits.make)
            + cases(inBoth, "idle", ["ms=1000"].flatMap(waiting), Waits.idle)
            + cases(inBoth, "pending", large, Waits.pending) + cases(inBoth, "runs", ["n=1000", "n=10000"], Waits.runs)
    }

    private static func waiting(_ parameters: String) -> [String] {
        ["blocking", "pending"].map { parameters + "/how=" + $0 }
    }

    private static func inMemory(_ parameters: String) -> String { parameters + "/saver=memory" }

    private static func cases(
        _ prefixes: [String], _ workload: String, _ parameters: [String], _ make: @escaping Maker
    ) -> [Recipe] {
        prefixes.flatMap { prefix in
            parameters.map { parameters in
                let name = prefix + "/" + workload
                return Recipe(text: parameters.isEmpty ? name : name + "/" + parameters, make: make)
            }
        }
    }
}
