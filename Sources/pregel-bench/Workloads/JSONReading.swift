import PregelValues

/// How fast a document of five megabytes is read.
enum JSONReading {
    static func make(_ name: CaseName) throws -> BenchCase {
        let text = Array(document.utf8)
        let count = try Value(json: text).count
        return BenchCase(
            name: name, bytes: text.count, run: { try Value(json: text) },
            check: { value in
                guard value.count == count else {
                    throw WrongResult(description: "\(name.text) read \(value.count) items")
                }
            })
    }

    /// Records as services exchange them: short strings, numbers, flags, a list.
    private static var document: String {
        var items: [String] = []
        var size = 0
        while size < 5_000_000 {
            let id = items.count
            let item = """
                {"id": \(id), "name": "record \(id)", "score": \(Double(id % 1000) / 8), "tags": ["a", "b\\n", "ü"], \
                "active": \(id % 3 == 0), "parent": null, "text": "The quick brown fox jumps over the lazy dog."}
                """
            size += item.utf8.count + 2
            items.append(item)
        }
        return "[" + items.joined(separator: ",\n") + "]"
    }
}
