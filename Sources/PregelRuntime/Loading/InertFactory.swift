import PregelDiagnostics
import PregelEngine
import PregelManifest
import PregelValues

/// Stands for plugins where a graph is only checked: nothing is loaded, and what it makes refuses to run.
struct InertFactory: ComponentFactory {
    func node(_ use: ComponentUse, from entry: PluginEntry, named name: String) -> any NodeBody { Inert() }

    func router(_ use: ComponentUse, from entry: PluginEntry, named name: String) -> any RouterBody { Inert() }

    func reducer(_ use: ComponentUse, from entry: PluginEntry, named name: String) -> any ReducerBody { Inert() }

    func release(of entry: PluginEntry) -> (id: String, version: String) { ("", "") }

    private final class Inert: NodeBody, RouterBody, ReducerBody {
        private var refusal: Failure { Failure(.nodeError, message: "the graph was only checked, not loaded") }

        func invoke(_ context: TaskContext) -> TaskOutcome { .failed(refusal) }

        func route(_ context: TaskContext) throws(Failure) { throw refusal }

        func reduce(_ current: Value, _ update: Value) throws(Failure) -> Value { throw refusal }
    }
}
