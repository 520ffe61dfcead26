import Foundation
import Testing

/// `pregel-bench`: its command line, and that each workload gives what it should. Nothing about speed.
@Suite(.timeLimit(.minutes(20)))
struct BenchTests {
    private func run(_ arguments: String...) throws -> HostProcess.Outcome {
        try HostProcess(arguments, program: "pregel-bench").wait()
    }

    @Test func `every case has a name of its own, spelt as the peers spell theirs`() throws {
        let names = try run("--list").output.split(separator: "\n").map(String.init)
        #expect(names.count == Set(names).count)
        #expect(names.contains("pregel/sync/chain/n=100"))
        #expect(names.contains("pregel-c/sync/wide_state/w=50/rounds=10"))
        #expect(names.contains("pregel/sync/history/n=200/saver=memory/what=state"))
        #expect(names.contains("pregel/scale/supersteps/n=1000000"))
        let isSpelt = #/(pregel(-c)?|bare)/(sync|async|scale|border)/[a-z_]+(/[a-z_]+=[a-z0-9_]+)*/#
        #expect(names.filter { $0.wholeMatch(of: isSpelt) == nil } == [])
    }

    @Test(arguments: [
        "sync/(chain|fanout|send|loop|loop_messages|compile)/n=10", "sync/(wide_state/w=50|fanout_to_subgraph/n=10)",
        "sync/(retry|interrupt|history|turns)", "sync/chain/n=100/(stream|saver)=[a-z]+", "a?sync/concurrency",
        "async/chain/n=10",
        "scale/(graph/n=10|sends/n=1000|supersteps/n=1000|wait/n=100)",
    ])
    func `workloads give what they should, in both languages`(cases: String) throws {
        let run = try run("--only", "^(pregel(-c)?|bare)/\(cases)(/|$)", "--runs", "1")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.isEmpty && run.errors.isEmpty)
    }

    @Test func `a case's line has its figures`() throws {
        let run = try run("--only", "^pregel/sync/chain/n=10$", "--min-reps", "2", "--max-reps", "2", "--budget", "0")
        let line = try JSON(run.output)
        #expect(line["case"] == "pregel/sync/chain/n=10")
        #expect(line["params"] == ["n": 10])
        #expect(line["reps"] == 2 && line["nodes"] == 10 && line["steps"] == 10)
        for key in ["wall_med_ms", "wall_min_ms", "cpu_med_ms", "us_per_node", "us_per_step", "hwm_first_mb"] {
            guard case .number(let figure) = line[key] else {
                Issue.record("there is no \(key)")
                continue
            }
            #expect(figure > 0, "\(key)")
        }
    }

    @Test(arguments: [
        (["--fast"], "--fast needs a value"), (["--fast", "1"], "there is no option --fast"),
        (["--budget", "soon"], "--budget takes a number of at least 0.0, not soon"),
        (["--runs", "0"], "--runs takes a number of at least 1, not 0"),
        (["--only", "("], "--only takes a regular expression, not ("),
        (["--only", "nothing"], "no case has a name like"),
    ])
    func `a command line that cannot be understood is refused`(words: [String], problem: String) throws {
        let run = try HostProcess(words, program: "pregel-bench").wait()
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(problem))
    }
}
