import PregelDiagnostics
import PregelManifest
import PregelValues

extension Fuzzer {
    private static let texts = Corpus(
        Corpus.files("examples", ".json") + Corpus.files("plugins", ".json")
            + [#"{"a": [1.5e3, "x\n\u00e9\ud83d\ude00 ü"], "b": {"c": null, "d": [true, false]}, "e": -12}"#].map {
                Array($0.utf8)
            })

    /// The reader of values.
    static let json = Fuzzer(name: "json", make: { JSONMaker(corpus: texts).make(&$0) }) { bytes throws(Broken) in
        let strict = try? Value(
            json: bytes, options: JSONOptions(maxDepth: 64, duplicateKeys: .refuse, largeNumbers: .refuse))
        guard let value = try? Value(json: bytes) else {
            if strict != nil { throw Broken("what the strict reader takes, the other one refuses") }
            return
        }
        if let strict, strict != value { throw Broken("the strict reader reads another value") }
        guard let again = try? Value(json: value.json()) else { throw Broken("what was written is no JSON") }
        if again != value { throw Broken("what was written is another value") }
        if again.json(.canonical) != value.json(.canonical) { throw Broken("the canonical text differs") }
    }

    /// Values with their places, and keys that come again.
    static let document = Fuzzer(name: "document", make: { JSONMaker(corpus: texts).make(&$0) }) {
        bytes throws(Broken) in
        guard let document = try? JSONDocument(name: "t.json", bytes: bytes) else { return }
        _ = document.repetition.map { "\($0)" }
        var places: [Place] = []
        collect(document.root, Place(document: document), &places)
        for place in places {
            guard let line = place.location().line, let column = place.location().column, line > 0, column > 0 else {
                throw Broken("a value has no place: \(place.pointer.prefix(100))")
            }
            if place.value == nil { throw Broken("a pointer leads to no value: \(place.pointer.prefix(100))") }
        }
    }

    /// The places of a few values.
    private static func collect(_ value: Value, _ place: Place, _ places: inout [Place]) {
        guard places.count < 40 else { return }
        places.append(place)
        for (index, item) in value.items.prefix(4).enumerated() { collect(item, place.item(index), &places) }
        for (key, member) in value.members.prefix(4) { collect(member, place.member(key), &places) }
    }
}
