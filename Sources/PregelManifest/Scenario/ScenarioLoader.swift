package import PregelDiagnostics
import PregelValues

/// Reads scenarios: all that is wrong with one is reported in one go.
///
/// Whether the manifest is a good one is not asked here: that it is refused may be what the scenario expects.
package struct ScenarioLoader: Sendable {
    private let files: any ManifestFiles

    /// - Parameter files: Where files are read from.
    package init(files: any ManifestFiles = SystemFiles()) { self.files = files }

    /// Loads the scenario in a file; paths in it start from the file's folder.
    package func load(path: String) throws(DiagnosticsError) -> Scenario {
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try files.read(path)
        } catch {
            throw DiagnosticsError(
                Diagnostic(
                    code: "scenario.unreadable",
                    message: "the scenario \(Wording.quoted(path)) cannot be read: \(error.reason)"))
        }
        let place = Place(document: try JSONDocument(name: path, bytes: bytes))
        let reader = ScenarioReader(
            files: files, folder: FilePath.folder(of: path), faults: Faults(area: "scenario"))
        let scenario = reader.read(place, named: Self.stem(path))
        guard let scenario, reader.faults.errors == 0 else { throw DiagnosticsError(reader.faults.diagnostics()) }
        return scenario
    }

    /// A file's name without its folder and ending.
    private static func stem(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(".json") ? String(name.dropLast(5)) : name
    }
}
