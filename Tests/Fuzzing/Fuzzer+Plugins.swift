import PregelManifest
import PregelPlugins
import PregelValues
import TestRandom

extension Fuzzer {
    private static let identities = Corpus(
        Corpus.files("plugins", "plugin.json")
            + [
                #"{"manifest": 1, "id": "org.example.x", "version": "1.0.0-beta.1+b", "description": "d", "license": "MIT", "abi": {"major": 1, "min_minor": 0}, "requires": ["pregel.timers/1"], "grants": {"env": ["HOME"], "read": ["."], "write": [], "network": true}, "config_schema": {"type": "object"}, "nodes": [{"name": "n", "flags": ["async", "serial", "once", "deterministic"], "description": "x", "config_schema": {"properties": {"a": {"default": 1}}}, "input_schema": {"required": ["x"]}, "output_schema": true}], "routers": [{"name": "r"}], "reducers": [{"name": "m"}], "stores": [{"name": "s"}]}"#
            ].map { Array($0.utf8) },
        words: [
            "interrupts", "sends", "goes_to", "emits", "parent", "acyclic", "caches", "processors", "checkpointers",
            "$schema",
        ])

    /// What a plugin's file says of itself.
    static let identity = Fuzzer(name: "identity", make: { JSONMaker(corpus: identities).make(&$0) }) {
        bytes throws(Broken) in
        let result = bytes.withUnsafeBytes { PluginManifestReader.read($0) }
        switch result {
        case .success(let manifest): if manifest.identity.id.isEmpty { throw Broken("a plugin has no id") }
        case .failure(let faults):
            if faults.faults.isEmpty { throw Broken("it is refused without a reason") }
            if faults.faults.count > 200 { throw Broken("\(faults.faults.count) faults of one text") }
        }
    }

    /// Files of shared objects.
    static let elf = Fuzzer(name: "elf", make: { ELFMaker.make(&$0) }) { bytes throws(Broken) in
        bytes.withUnsafeBytes { bytes in
            for isForeignToo in [false, true] {
                guard let file = try? ELFFile(bytes, isForeignToo: isForeignToo) else { continue }
                _ = file.exportedSymbols.count + file.neededLibraries.count + file.usedParts.count
                for name in ["pregel.manifest", "pregel.schemas", ""] {
                    guard let section = file.section(name) else { continue }
                    section.withUnsafeBytes { _ = PluginManifestReader.read($0) }
                }
            }
        }
    }

    private static let ranges = [
        ">=1.2 <2", "^1.2.3-beta.1", "~1.2", "=1.2.3", "*", "1", ">0.0.0 <=999999999.0.0", "^0.0.3 >0",
        "1.2.3-0.a.-1+x",
    ]
    private static let rangeParts = [
        ">", "<", "=", ">=", "<=", "^", "~", "*", " ", ".", "-", "+", "0", "1", "01", "999999999", "9999999999", "a",
        "x", "é", "\u{301}", "\t",
    ]

    /// Versions and ranges of versions.
    static let version = Fuzzer(name: "version") { chance in
        var text = chance.oneIn(3) ? "" : chance.pick(ranges)
        for _ in 0..<chance.count(200) {
            let place = text.index(text.startIndex, offsetBy: chance.below(text.count + 1))
            text.insert(contentsOf: chance.oneIn(5) ? chance.pick(ranges) : chance.pick(rangeParts), at: place)
        }
        return Array(text.utf8)
    } run: { bytes throws(Broken) in
        let text = String(decoding: bytes, as: UTF8.self)
        if let version = SemanticVersion(text) {
            guard let again = SemanticVersion(version.description) else {
                throw Broken("a version's text is no version")
            }
            if again != version { throw Broken("a version's text is another version") }
            if version < version { throw Broken("a version is less than itself") }
            if VersionRange("=\(version)")?.contains(version) != true {
                throw Broken("a version is not in its own range")
            }
        }
        guard let range = VersionRange(text) else { return }
        for one in ["0.0.0", "1.2.3", "1.2.3-beta.1", "999999999.0.0"] { _ = SemanticVersion(one).map(range.contains) }
    }
}
