import Foundation

/// A folder of one test's own; gone with the value.
final class TestFolder {
    /// The path without links.
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("pregel-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.resolvingSymlinksInPath().path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, and gives its path.
    @discardableResult
    func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
        let file = path + "/" + name
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    /// A plugin's file, copied here.
    @discardableResult
    func copy(_ plugin: CPlugin, to name: String) throws -> String {
        try write(Data(contentsOf: URL(fileURLWithPath: plugin.path)), to: name)
    }
}
