import PregelDiagnostics
import PregelManifest
import PregelPlugins
import PregelValues

/// `plugin check`: reads the identity, tries the file in a process of its own, loads it, compares the loaded table with
/// the identity, and makes an instance of each component that needs no configuration.
enum PluginCheck {
    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
        let (findings, done) = check(PluginSearch.real(arguments.operand) ?? arguments.operand)
        let isSound = !findings.contains { $0.severity == .error }
        if arguments.has(.json) {
            let result: Value = [
                "file": Value(arguments.operand), "sound": Value(isSound),
                "checked": .array(done.map { Value($0) }), "diagnostics": .array(findings.map(\.value)),
            ]
            console.print(JSONText.line(result))
        } else {
            for step in done { console.print("ok: \(step)") }
            console.report(findings)
        }
        return isSound ? .completed : .failed
    }

    private static func check(_ path: String) -> (findings: [Diagnostic], done: [String]) {
        var done: [String] = []
        do throws(Diagnostic) {
            let file = try PluginFile(path)
            done.append("its identity is \(file.manifest.identity.id) \(file.manifest.identity.version)")
            let probe = PluginProbe()
            // Whoever asks for a check wants it done now.
            probe.forget(file)
            let plugin = try PluginLoader(probe: probe, log: SilentLog()).load(file)
            done.append("it loads, and its table is what the identity says")
            let (faults, made) = instances(of: plugin)
            return (plugin.manifest.identity.schemaWarnings + faults, done + made)
        } catch {
            return ([error], done)
        }
    }

    /// Makes an instance of each component that need not be configured.
    private static func instances(of plugin: LoadedPlugin) -> (findings: [Diagnostic], done: [String]) {
        var findings: [Diagnostic] = []
        var done: [String] = []
        for component in plugin.manifest.identity.components {
            guard let config = leastConfig(component) else { continue }
            do throws(Diagnostic) {
                switch component.kind {
                case .node: _ = try plugin.node(component.name, config: config)
                case .router: _ = try plugin.router(component.name, config: config)
                case .reducer: _ = try plugin.reducer(component.name, config: config)
                default: continue
                }
                done.append("\(component.kind.rawValue) \(component.name) can be made and ended")
            } catch {
                findings.append(error)
            }
        }
        return (findings, done)
    }

    /// The configuration of somebody who configures nothing; `nil` where the component does not take that.
    private static func leastConfig(_ component: ComponentInfo) -> Value? {
        guard let source = component.configSchema else { return [:] }
        guard let schema = try? JSONSchema(source) else { return nil }
        let config = schema.fillingDefaults([:])
        return schema.accepts(config) ? config : nil
    }
}
