import PregelDiagnostics
import PregelValues

/// Reads a scenario's own keys; its steps are `StepReader`'s.
struct ScenarioReader {
    static let keys = ["$schema", "scenario", "name", "description", "manifest", "checkpointer", "cache", "steps"]

    let files: any ManifestFiles
    /// Where paths start from.
    let folder: String
    let faults: Faults

    /// - Parameter fallback: Its name, where it says none.
    func read(_ place: Place, named fallback: String) -> Scenario? {
        faults.addRepeatedKeys(Place(document: place.document))
        let reader = Reader(place.document.root, at: place, label: "the scenario", faults: faults)
        guard reader.isObject("a scenario", keys: Self.keys) else { return nil }
        _ = reader.member("$schema")?.string()
        checkVersion(reader)
        let manifest = reader.required(
            "manifest", of: "a scenario", fix: "add \"manifest\": the graph itself, or the path of its file"
        ).flatMap(self.manifest)
        let steps = reader.required("steps", of: "a scenario", fix: "add \"steps\": []").map(steps) ?? []
        let name = reader.member("name").flatMap { $0.nonEmptyString() } ?? fallback
        let description = reader.member("description").flatMap { $0.string() }
        let hasCheckpointer = reader.member("checkpointer")?.bool() ?? false
        let hasCache = reader.member("cache")?.bool() ?? false
        guard let manifest else { return nil }
        return Scenario(
            name: name, description: description, manifest: manifest.place, folder: manifest.folder,
            hasCheckpointer: hasCheckpointer, hasCache: hasCache, steps: steps, place: place)
    }

    private func checkVersion(_ reader: Reader) {
        guard let version = reader.required("scenario", of: "a scenario", fix: "add \"scenario\": 1"),
            version.value != 1
        else { return }
        guard let number = version.value.wholeNumber else {
            version.wrongType("the number 1")
            return
        }
        faults.add(
            "unsupported-version", "version \(number) of the scenarios' format is not supported", at: version.place,
            notes: ["supported versions: 1"], fix: number > 1 ? "update pregel-host, or write 1" : "write 1")
    }

    private func steps(_ reader: Reader) -> [ScenarioStep] {
        guard reader.isArray("a list of steps") else { return [] }
        return reader.items().compactMap { StepReader(faults: faults).read($0) }
    }

    // MARK: The manifest

    private func manifest(_ reader: Reader) -> (place: Place, folder: String)? {
        switch reader.value.kind {
        case .object: return (reader.place, folder)
        case .string: return reader.path().flatMap { file($0, reader) }
        default:
            reader.wrongType("a path or a manifest (an object)")
            return nil
        }
    }

    private func file(_ written: String, _ reader: Reader) -> (place: Place, folder: String)? {
        let path = FilePath.joined(folder, written)
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try files.read(path)
        } catch {
            faults.add(
                "unreadable", "the manifest \(Wording.quoted(written)) cannot be read: \(error.reason)",
                at: reader.place, notes: written == path ? [] : ["looked for \(Wording.clean(path))"],
                fix: "a path starts from the folder of the scenario")
            return nil
        }
        do throws(DiagnosticsError) {
            return (Place(document: try JSONDocument(name: path, bytes: bytes)), FilePath.folder(of: path))
        } catch {
            for diagnostic in error.diagnostics { faults.add(diagnostic, in: reader.place.document) }
            return nil
        }
    }
}
