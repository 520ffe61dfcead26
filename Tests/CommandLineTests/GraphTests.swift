import Foundation
import Testing

/// `pregel-host graph`.
@Suite(.timeLimit(.minutes(20)))
struct GraphTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = try folder.write(Fixtures.drawn, to: "graph.json")
    }

    @Test func `a graph is drawn in Mermaid's language`() throws {
        let run = try HostProcess.run("graph", path)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(
            run.output == """
                flowchart TD
                    n0(["START"])
                    n1["end<br/><small>std.pass</small>"]
                    n2["left<br/><small>std.set</small>"]
                    n3["right<br/><small>std.pass</small>"]
                    n4[["inner"]]
                    n5["collect<br/><small>std.pass</small><br/><small>deferred</small>"]:::deferred
                    n6((" "))
                    n7(["END"])
                    n0 --> n2
                    n0 --> n3
                    n2 --> n6
                    n3 --> n6
                    n6 --> n4
                    n4 -.->|"a #34;b#34;, 1"| n1
                    n4 -.->|"#60;c#62;"| n7
                    n1 --> n5
                    n5 --> n7
                    n3 -.->|"goto"| n1
                    classDef deferred stroke-dasharray: 5 5

                """)
    }

    @Test func `nested graphs are opened as deep as asked for`() throws {
        let run = try HostProcess.run("graph", path, "--depth", "1")
        #expect(
            run.output.contains(
                """
                    subgraph n4["inner"]
                        n4_0(["START"])
                        n4_1["deep<br/><small>std.pass</small>"]
                        n4_2(["END"])
                        n4_0 --> n4_1
                        n4_1 --> n4_2
                    end
                """))
    }

    @Test func `a graph is drawn in Graphviz's language`() throws {
        let run = try HostProcess.run("graph", path, "--format", "dot", "--depth=1")
        #expect(run.status == 0)
        #expect(
            run.output == #"""
                digraph "a \"picture\"" {
                    compound=true
                    node [shape=box, style=rounded]
                    n0 [label="START", shape=oval]
                    n1 [label="end\nstd.pass"]
                    n2 [label="left\nstd.set"]
                    n3 [label="right\nstd.pass"]
                    subgraph cluster_n4 {
                        label="inner"
                        n4_0 [label="START", shape=oval]
                        n4_1 [label="deep\nstd.pass"]
                        n4_2 [label="END", shape=oval]
                        n4_0 -> n4_1
                        n4_1 -> n4_2
                    }
                    n5 [label="collect\nstd.pass\ndeferred", style="rounded,dashed"]
                    n6 [label="", shape=point]
                    n7 [label="END", shape=oval]
                    n0 -> n2
                    n0 -> n3
                    n2 -> n6
                    n3 -> n6
                    n6 -> n4_0 [lhead=cluster_n4]
                    n4_2 -> n1 [ltail=cluster_n4, style=dotted, label="a \"b\", 1"]
                    n4_2 -> n7 [ltail=cluster_n4, style=dotted, label="<c>"]
                    n1 -> n5
                    n5 -> n7
                    n3 -> n1 [style=dashed, label="goto"]
                }

                """#)
    }

    @Test func `a graph is given as data`() throws {
        let run = try HostProcess.run("graph", path, "--format", "json")
        let graph = try JSON(run.output)
        #expect(graph["name"] == #"a "picture""#)
        #expect(graph["nodes"]?.items.count == 8)
        #expect(graph["nodes"]?.items[4] == ["name": "inner", "kind": "graph"])
        #expect(
            graph["edges"]?.items.contains(["from": "right", "to": "end", "kind": "destination", "label": "goto"])
                == true)
        #expect(graph["edges"]?.items.contains(["from": "&1", "to": "inner", "kind": "plain"]) == true)
    }

    @Test func `a plugin that is not there does not keep a graph from being drawn`() throws {
        let manifest = try folder.write(
            Fixtures.single(#"{"use": "gone.node"}"#, extra: #", "plugins": {"gone": "libgone.so"}"#), to: "gone.json")
        let run = try HostProcess.run("graph", manifest)
        #expect(run.status == 0)
        #expect(run.output.contains("gone.node"))
    }

    @Test func `a manifest that cannot be read is not drawn`() throws {
        let run = try HostProcess.run("graph", folder.write("{}", to: "empty.json"))
        #expect(run.status == 4)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("version"))
    }
}
