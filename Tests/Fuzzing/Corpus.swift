import Foundation

/// What a fuzzer's inputs are made of: sound ones, and the words that stand in them.
struct Corpus: Sendable {
    let texts: [[UInt8]]
    /// Strings with their quotes, as they stand in JSON.
    let words: [String]

    init(_ texts: [[UInt8]], words more: [String] = []) {
        self.texts = texts
        var words = Set(more.map { "\"\($0)\"" })
        for text in texts {
            for part in JSONParts.all(of: text) {
                for range in [part.key, part.value] where !range.isEmpty && text[range.lowerBound] == UInt8(ascii: "\"")
                {
                    if range.count <= 40 { words.insert(String(decoding: text[range], as: UTF8.self)) }
                }
            }
        }
        self.words = words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } + ["\"\""]
    }

    init(_ texts: [String], words: [String] = []) { self.init(texts.map { Array($0.utf8) }, words: words) }

    /// The folder of the project.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        .standardized.path

    /// The files below a folder of the project whose names end so; none of many kilobytes, for each is changed many times.
    static func files(_ folder: String, _ suffix: String) -> [[UInt8]] {
        let top = "\(root)/\(folder)"
        let names = FileManager.default.enumerator(atPath: top)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(suffix) }.sorted().compactMap { name in
            FileManager.default.contents(atPath: "\(top)/\(name)").map { [UInt8]($0) }
        }.filter { (1...8192).contains($0.count) }
    }
}
