import PregelDiagnostics
import PregelValues

/// One load: the faults so far, and the files that are read or being read.
final class ManifestReading {
    let faults = Faults()
    private let files: any ManifestFiles
    private let implied: [(alias: String, source: PluginEntry.Source)]
    /// The files that enclose what is being read, outermost first.
    private var enclosing: [String] = []
    private var depth = 0
    private lazy var sizes = SizeRule(faults: faults)
    /// A file that several nodes nest is read, and its faults are reported, once. `nil`: it is no manifest.
    private var done: [String: Manifest?] = [:]

    /// Graphs within graphs; each level costs stack.
    private static let deepest = 32

    init(files: any ManifestFiles, implied: [(alias: String, source: PluginEntry.Source)]) {
        self.files = files
        self.implied = implied
    }

    func root(_ place: Place, folder: String, path: String?) -> Manifest? {
        if let path { enclosing.append(path) }
        return self.document(place, folder: folder)
    }

    private func document(_ place: Place, folder: String) -> Manifest? {
        faults.enter(place.document)
        faults.addRepeatedKeys(place)
        guard let value = place.document.value(at: place.pointer) else { return nil }
        return graph(Reader(value, at: place, label: "the manifest", faults: faults), folder: folder, inherited: nil)
    }

    private func graph(_ reader: Reader, folder: String, inherited: Scope?) -> Manifest? {
        let implied = implied.map { plugin in
            var entry = PluginEntry(
                alias: plugin.alias, source: plugin.source, folder: folder, place: reader.place.member("plugins"))
            entry.isImplied = true
            return entry
        }
        let graph = GraphReader(faults: faults, folder: folder, inherited: inherited, implied: implied) {
            self.nested($0, in: folder, scope: $1)
        }
        guard var manifest = graph.read(reader) else { return nil }
        manifest.size = sizes.size(of: manifest)
        return manifest
    }

    private func nested(_ reader: Reader, in folder: String, scope: Scope) -> Manifest? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else {
            faults.add("too-deep", "graphs are nested more than \(Self.deepest) levels deep", at: reader.place)
            return nil
        }
        switch reader.value.kind {
        case .string: return reader.path().flatMap { file($0, reader, in: folder) }
        case .object: return graph(reader, folder: folder, inherited: scope)
        default:
            reader.wrongType("a path or a graph (an object)")
            return nil
        }
    }

    private func file(_ written: String, _ reader: Reader, in folder: String) -> Manifest? {
        let path = FilePath.joined(folder, written)
        guard !enclosing.contains(path) else {
            let cycle = enclosing.drop { $0 != path } + [path]
            faults.add(
                "file-cycle", "the manifest \(Wording.quoted(written)) nests itself", at: reader.place,
                notes: ["the cycle: \(cycle.map { Wording.clean($0) }.joined(separator: " → "))"],
                fix: "break the cycle: a graph cannot contain itself")
            return nil
        }
        if let manifest = done[path] { return manifest }
        let manifest = open(path, written, reader)
        done[path] = .some(manifest)
        return manifest
    }

    private func open(_ path: String, _ written: String, _ reader: Reader) -> Manifest? {
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try files.read(path)
        } catch {
            faults.add(
                "unreadable", "the manifest \(Wording.quoted(written)) cannot be read: \(error.reason)",
                at: reader.place, notes: written == path ? [] : ["looked for \(Wording.clean(path))"],
                fix: "a path starts from the folder of the manifest that it stands in")
            return nil
        }
        enclosing.append(path)
        defer { enclosing.removeLast() }
        do throws(DiagnosticsError) {
            let document = try JSONDocument(name: path, bytes: bytes)
            return self.document(Place(document: document), folder: FilePath.folder(of: path))
        } catch {
            for diagnostic in error.diagnostics { faults.add(diagnostic, in: reader.place.document) }
            return nil
        }
    }
}
