import PregelDiagnostics
import PregelManifest
import PregelRuntime

/// `--interrupt-before` and `--interrupt-after`: where a run is to stop.
enum BreakpointArguments {
    /// Sets the breakpoints that are asked for, in place of those of the graphs that they are in.
    static func set(_ arguments: Arguments, in manifest: inout Manifest) throws(DiagnosticsError) {
        do throws(Diagnostic) {
            if let paths = try paths(.interruptBefore, arguments, manifest) {
                manifest.setBreakpoints(\.before, at: paths)
            }
            if let paths = try paths(.interruptAfter, arguments, manifest) {
                manifest.setBreakpoints(\.after, at: paths)
            }
        } catch {
            throw DiagnosticsError(error)
        }
    }

    private static func paths(
        _ option: Option, _ arguments: Arguments, _ manifest: Manifest
    ) throws(Diagnostic) -> [String]? {
        guard let paths = try arguments.list(option) else { return nil }
        let nodes = manifest.nodePaths
        let known = Set(nodes + manifest.graphPaths.map { $0.isEmpty ? "*" : "\($0)/*" })
        guard let stranger = paths.first(where: { !known.contains($0) }) else { return paths }
        throw arguments.refusal(
            of: option, expected: "a node: \(Wording.list(nodes))", got: stranger,
            fix: meant(by: stranger, among: nodes).map { "write \($0)" })
    }

    /// The node of a nested graph that has the name, where there is one such node; else the closest name.
    private static func meant(by stranger: String, among nodes: [String]) -> String? {
        let namesakes = nodes.filter { $0.hasSuffix("/" + stranger) }
        return namesakes.count == 1 ? namesakes[0] : nearestName(to: stranger, in: nodes)
    }
}
