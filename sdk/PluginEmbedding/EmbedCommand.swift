import Glibc

/// `embed OUTPUT plugin.json SOURCE...`: what the build-tool plugin `EmbedPluginManifest` runs for each plugin.
@main
enum EmbedCommand {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else { fail("usage: \(arguments[0]) OUTPUT plugin.json SOURCE...") }
        guard let manifest = contents(arguments[2]) else {
            fail("\(arguments[2]): \(String(cString: strerror(errno)))")
        }
        guard !manifest.isEmpty else { fail("\(arguments[2]) is empty") }
        let sources = arguments.dropFirst(3).map(contents)
        let source = EmbeddedSource(manifest: manifest, schemas: schemas(manifest, Array(sources)))
        guard write(source.text, to: arguments[1]) else { fail("\(arguments[1]): \(String(cString: strerror(errno)))") }
    }

    /// The schemas of the configurations, as JSON; empty where none is known.
    ///
    /// - Parameter sources: The target's Swift files; `nil` for one that could not be read.
    static func schemas(_ manifest: [UInt8], _ sources: [[UInt8]?]) -> [UInt8] {
        guard let manifest = JSONReader.read(manifest) else { return [] }
        let files = sources.map { $0.flatMap { DeclarationReader.declarations(of: Lexer.tokens(of: $0)) } }
        let schemas = ComponentFinder(TypeIndex(files)).schemas(for: manifest)
        return schemas == .object([]) ? [] : Array(schemas.text.utf8)
    }

    private static func contents(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        return ferror(file) == 0 ? bytes : nil
    }

    private static func write(_ text: String, to path: String) -> Bool {
        guard let file = fopen(path, "wb") else { return false }
        let bytes = Array(text.utf8)
        let count = fwrite(bytes, 1, bytes.count, file)
        return fclose(file) == 0 && count == bytes.count
    }

    private static func fail(_ words: String) -> Never {
        let line = Array((words + "\n").utf8)
        _ = Glibc.write(STDERR_FILENO, line, line.count)
        exit(1)
    }
}
