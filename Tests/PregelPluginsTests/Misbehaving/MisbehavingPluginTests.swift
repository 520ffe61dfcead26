import PregelDiagnostics
import PregelEngine
import PregelPlugins
import Testing

/// Plugins that break the contract in one way each: the host lives on, and says who did what.
@Suite(.timeLimit(.minutes(5)))
struct MisbehavingPluginTests {
    private func check(_ result: RunResult, _ misbehaviour: Misbehaviour) {
        switch misbehaviour.outcome {
        case .forgiven: #expect(result.failure == nil, "\(misbehaviour.name)")
        case .refused(let words):
            guard let failure = result.failure else {
                Issue.record("nothing came of it: \(misbehaviour.name)")
                return
            }
            let told = "\(misbehaviour.name): \(failure.message)"
            #expect(failure.message.contains(words), "\(told)")
            let namesPlugin = failure.plugin == MisbehavingPlugin.id || failure.message.contains(MisbehavingPlugin.id)
            #expect(namesPlugin || failure.message.contains("\"n\""), "\(told)")
            #expect(failure.node == "n" || failure.message.contains("\"mixed\""), "\(told)")
        }
    }

    @Test(arguments: Array(Misbehaviour.ofAllNodes.enumerated()))
    func `a node that breaks the contract fails, and the host lives on`(index: Int, misbehaviour: Misbehaviour) throws {
        check(try MisbehavingPlugin.shared.get().run(node: "work", index), misbehaviour)
    }

    @Test(arguments: Array(Misbehaviour.ofAsynchronousNodes.enumerated()))
    func `an asynchronous node that breaks the contract fails, and the host lives on`(
        index: Int, misbehaviour: Misbehaviour
    ) throws {
        check(try MisbehavingPlugin.shared.get().run(node: "later", index), misbehaviour)
    }

    @Test(arguments: Array(Misbehaviour.ofRouters.enumerated()))
    func `a router that breaks the contract fails, and the host lives on`(
        index: Int, misbehaviour: Misbehaviour
    ) throws {
        check(try MisbehavingPlugin.shared.get().run(router: index), misbehaviour)
    }

    @Test(arguments: Array(Misbehaviour.ofReducers.enumerated()))
    func `a reducer that breaks the contract fails, and the host lives on`(
        index: Int, misbehaviour: Misbehaviour
    ) throws {
        check(try MisbehavingPlugin.shared.get().run(reducer: index), misbehaviour)
    }

    @Test(arguments: Misbehaviour.ofTables)
    func `a table that is not what the header says is refused, and the host lives on`(
        _ misbehaviour: Misbehaviour
    ) throws {
        let plugin = try CPlugin(
            identity: CPlugin.oneNode, NodeSource.nothing + CPlugin.table(change: misbehaviour.code), flags: ["-w"])
        do throws(Diagnostic) {
            _ = try PluginLoader(probe: nil, log: SilentLog()).load(plugin.file())
            guard case .forgiven = misbehaviour.outcome else {
                Issue.record("it was loaded: \(misbehaviour.name)")
                return
            }
        } catch {
            guard case .refused(let words) = misbehaviour.outcome else {
                Issue.record("it was refused: \(error.message)")
                return
            }
            #expect(error.message.contains(plugin.path) || error.message.contains("org.example.fixture"))
            let told = ([error.message] + error.notes).joined(separator: "\n")
            #expect(told.contains(words), "\(told)")
        }
    }
}
