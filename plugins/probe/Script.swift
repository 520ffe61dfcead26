import PregelLogic
import PregelSDK
import Synchronization

/// The node `script`: does what the steps of its configuration say.
final class Script: Node {
    static let name = "script"

    private let steps: [ScriptStep]
    /// How often the node was invoked, whatever the run.
    private let calls = Atomic<Int>(0)

    init(config: Value) throws {
        steps = try StepCompiler.steps(config["steps"], JSONPointer(["steps"]))
    }

    func run(_ input: Value, _ context: NodeContext) throws {
        let call = calls.add(1, ordering: .relaxed).newValue
        var run = ScriptRun(state: input, context: context, call: call)
        _ = try run.perform(steps)
    }
}
