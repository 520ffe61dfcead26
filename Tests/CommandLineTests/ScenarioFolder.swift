import Foundation

/// A folder with scenarios of the graph that counts to three, and the command that runs them there.
struct ScenarioFolder {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Fixtures.counter, to: "counter.json")
    }

    /// A scenario of the graph in `manifest`, in a file of its own.
    func write(
        _ name: String, manifest: String = #""counter.json""#, steps: String, options: String = ""
    ) throws {
        let text = #"{"scenario": 1, "name": "\#(name)",\#(options) "manifest": \#(manifest), "steps": [\#(steps)]}"#
        try folder.write(text, to: name + ".json")
    }

    /// What counting to three gives.
    private static let right = """
        {"status": "completed", "output": {"count": 3, "log": ["add", "done"], "note": "done"}}
        """

    func writePassing(_ name: String = "passes") throws {
        try write(name, steps: #"{"do": "run", "input": {"count": 2}, "expect": \#(Self.right)}"#)
    }

    func writeDiffering(_ name: String = "differs") throws {
        try write(
            name, steps: #"{"do": "run", "input": {"count": 2}, "expect": {"output": {"$match": {"type": "null"}}}}"#)
    }

    func test(_ arguments: String...) throws -> HostProcess.Outcome { try test(arguments) }

    func test(_ arguments: [String]) throws -> HostProcess.Outcome {
        try HostProcess.run(["test"] + arguments, environment: folder.ownCache, in: folder.url)
    }

    /// Starts the command; what it prints is read with `read`.
    func start(_ arguments: String...) throws -> HostProcess {
        try HostProcess(["test"] + arguments, environment: folder.ownCache, in: folder.url, readsAlong: true)
    }
}
