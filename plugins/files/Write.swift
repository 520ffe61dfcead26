import Glibc
import PregelSDK

/// Writes a file whole or not at all.
struct Write: Node {
    struct Config: Defaulted {
        var from = "text"
        var path = "path"
        var to: String?
        var makeFolders = false
        var sync = false

        enum CodingKeys: String, CodingKey {
            case from, path, to, sync
            case makeFolders = "make_folders"
        }
    }

    let config: Config

    func run(_ input: Value, _ context: NodeContext) throws {
        let path = try input.string(key: config.path)
        guard let content = input[config.from] else {
            throw NodeError(kind: "KeyError", message: "the channel \"\(config.from)\" has nothing to write")
        }
        if config.makeFolders { try makeFolders(above: path) }
        // The task's id keeps two tasks from writing to one name; its attempt, from what an earlier one left.
        let temporary = "\(path).\(context.ids.task.filter { $0 != "/" })-\(context.attempt).tmp"
        unlink(temporary)
        let count: Int
        do {
            count = try write(content, to: temporary)
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, path) == 0 else {
            let failure = FileFailure.last(path)
            unlink(temporary)
            throw failure
        }
        if let to = config.to { try context.write(to, Value(count)) }
    }

    private func write(_ content: Value, to path: String) throws -> Int {
        let file = try OpenFile(making: path)
        let count: Int
        switch content.kind {
        case .string, .bytes:
            try content.withBytes { try file.write($0) }
            count = content.count
        default:
            let text = Array(content.json(.pretty).utf8)
            try text.withUnsafeBytes { try file.write($0) }
            count = text.count
        }
        if config.sync { try file.sync() }
        return count
    }

    private func makeFolders(above path: String) throws {
        var folder = path.hasPrefix("/") ? "" : "."
        for name in path.split(separator: "/").dropLast() {
            folder += "/" + name
            if mkdir(folder, 0o777) != 0, errno != EEXIST { throw FileFailure.last(folder) }
        }
    }
}
