import PregelSDK

/// Cuts files into ranges that end with a line.
struct Shard: Node {
    struct Config: Defaulted {
        var from = "path"
        var to = "shards"
        var count = 8
        var minBytes = 1

        enum CodingKeys: String, CodingKey {
            case from, to, count
            case minBytes = "min_bytes"
        }
    }

    struct Range: Encodable {
        var path: String
        var offset: Int
        var length: Int
    }

    let config: Config

    func run(_ input: Value, _ context: NodeContext) throws {
        guard let found = input[config.from] else {
            throw NodeError(kind: "KeyError", message: "the channel \"\(config.from)\" has no path")
        }
        let paths = try found.kind == .array ? found.decode([String].self) : [input.string(key: config.from)]
        try context.write(config.to, paths.flatMap { try ranges(of: $0) })
    }

    private func ranges(of path: String) throws -> [Range] {
        let file = try OpenFile(reading: path)
        let size = try file.size()
        let step = max((size + config.count - 1) / config.count, config.minBytes)
        var ranges: [Range] = []
        var start = 0
        while start < size {
            let end = try lineEnd(file, from: min(start + step, size), size)
            ranges.append(Range(path: path, offset: start, length: end - start))
            start = end
        }
        return ranges
    }

    /// Where the line ends that the byte before `place` belongs to.
    private func lineEnd(_ file: borrowing OpenFile, from place: Int, _ size: Int) throws -> Int {
        var place = place - 1
        while place < size {
            let window = try file.read(place, min(64 << 10, size - place))
            if window.isEmpty { return size }
            if let lineFeed = window.firstIndex(of: 0x0A) { return place + lineFeed + 1 }
            place += window.count
        }
        return size
    }
}
