import Foundation
import PregelDiagnostics
import PregelManifest
import PregelPlugins
import Testing

/// Finding plugins without running them.
@Suite struct PluginSearchTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private static let plugins = Result {
        // Nothing that is static is ever let go.
        atexit { PluginSearchTests.removePlugins() }
        return try (
            text: CPlugin(identity: CPlugin.identity(id: "org.example.text", version: "1.2.0"), ""),
            newer: CPlugin(identity: CPlugin.identity(id: "org.example.text", version: "2.0.0"), ""),
            needy: CPlugin(
                identity: CPlugin.identity(
                    id: "org.example.needy",
                    rest: #","grants":{"network":true,"filesystem":["/data/in"],"environment":["HOME","TOKEN"]}"#), ""),
            none: CPlugin(identity: nil, ""),
            broken: CPlugin(identity: "{}", "")
        )
    }

    private static func removePlugins() {
        guard let (text, newer, needy, none, broken) = try? plugins.get() else { return }
        for plugin in [text, newer, needy, none, broken] { try? FileManager.default.removeItem(at: plugin.folder) }
    }

    private func entry(_ source: PluginEntry.Source, folder: String = "graphs") throws -> PluginEntry {
        let document = try JSONDocument(name: "graph.json", bytes: Array("{}".utf8))
        return PluginEntry(
            alias: "p", source: source, folder: self.folder.path + "/" + folder, place: Place(document: document))
    }

    private func find(_ source: PluginEntry.Source, in folders: [String]) throws -> Result<String, Diagnostic> {
        let entry = try entry(source)
        let search = PluginSearch(folders.map { folder.path + "/" + $0 })
        return Result { () throws(Diagnostic) in try search.find(entry).path }
    }

    @Test func `a path with a folder means that file, and a name without one is looked for`() throws {
        let plugins = try Self.plugins.get()
        let beside = try folder.copy(plugins.text, to: "graphs/build/libtext.so")
        let elsewhere = try folder.copy(plugins.newer, to: "b/libtext.so")
        #expect(try find(.path("build/libtext.so"), in: ["a", "b"]).get() == beside)
        #expect(try find(.path("libtext.so"), in: ["a", "b"]).get() == elsewhere)
        #expect(try find(.path(elsewhere), in: []).get() == elsewhere)
        try FileManager.default.removeItem(atPath: beside)
        guard case .failure(let told) = try find(.path("build/libtext.so"), in: ["a", "b"]) else {
            Issue.record("another file of that name stands for it")
            return
        }
        #expect(told.code == "plugin.not-found")
        #expect(
            told.notes == [
                "tried: \(folder.path)/graphs/build/libtext.so",
                "not meant: \(elsewhere); a name without a folder is looked for",
            ])
        #expect(told.fix == "correct the path: one that has a folder means that file alone")
    }

    /// Finds the plugin `org.example.text`, as an entry with a range of versions or a hash asks for it.
    private func choice(
        _ folders: [String], _ change: (inout PluginEntry) -> Void
    ) throws -> Result<String, Diagnostic> {
        var entry = try entry(.identity("org.example.text"))
        change(&entry)
        let search = PluginSearch(folders.map { folder.path + "/" + $0 })
        return Result { () throws(Diagnostic) in try search.find(entry).path }
    }

    @Test func `of one identity the file that fits is chosen, whatever its name`() throws {
        let plugins = try Self.plugins.get()
        let old = try folder.copy(plugins.text, to: "a/aaa.so")
        let new = try folder.copy(plugins.newer, to: "a/bbb.so")
        let copy = try folder.copy(plugins.newer, to: "b/aaa.so")
        #expect(try choice(["a"]) { $0.require = VersionRange(">=2 <3") }.get() == new)
        #expect(try choice(["a"]) { $0.require = VersionRange("^1.1") }.get() == old)
        #expect(try choice(["a"]) { _ in }.get() == new, "the highest version of a folder")
        #expect(try choice(["b", "a"]) { $0.require = VersionRange(">=1") }.get() == copy, "the first folder")
        #expect(try choice(["b", "a"]) { $0.require = VersionRange("^1") }.get() == old, "the first one that fits")
        let hash = try PluginFile(old).sealed().sha256
        #expect(try choice(["a"]) { $0.sha256 = hash }.get() == old)
        let told = #expect(throws: Diagnostic.self) {
            try choice(["a"]) { $0.require = VersionRange(">=3") }.get()
        }
        #expect(told?.code == "plugin.version-out-of-range")
        #expect(told?.notes == ["found: \(new), version 2.0.0", "found: \(old), version 1.2.0"])
    }

    @Test func `a file that may be the plugin and cannot be used is named with the reason`() throws {
        var foreign = try [UInt8](Data(contentsOf: URL(fileURLWithPath: Self.plugins.get().text.path)))
        let whole = foreign
        foreign[18] = foreign[18] == 183 ? 62 : 183
        let machine = try folder.write(foreign, to: "a/foreign.so")
        let short = try folder.write(whole.prefix(whole.count / 2), to: "a/short.so")
        let empty = try folder.write([], to: "a/void.so")
        try folder.write("no plugin".utf8, to: "a/text.so")
        try folder.copy(Self.plugins.get().none, to: "a/library.so")
        try FileManager.default.createDirectory(atPath: folder.path + "/a/folder.so", withIntermediateDirectories: true)
        let link = folder.path + "/a/link.so"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "nowhere")
        let told = #expect(throws: Diagnostic.self) { try choice(["a"]) { _ in }.get() }
        let reasons = told?.notes.filter { $0.hasPrefix("left out") } ?? []
        #expect(reasons.count == 4)
        for file in [machine, short, empty, link] { #expect(reasons.contains { $0.contains(file) }, "\(file)") }
        let listed = PluginListing.all(in: PluginSearch([folder.path + "/a"]), cache: ProbeCache(folder: nil))
        #expect(listed.map(\.path) == [machine, link, short, empty])
        #expect(listed.map(\.state) == [.incompatible, .broken, .broken, .broken])
        #expect(listed[0].manifest?.identity.id == "org.example.text")
        #expect(listed[0].reason.contains("is built for"))
    }

    @Test func `a file that is given for an identity must have it`() throws {
        let other = try folder.copy(Self.plugins.get().none, to: "none.so")
        let text = try folder.copy(Self.plugins.get().text, to: "text.so")
        func told(_ id: String, _ path: String) throws -> Diagnostic? {
            let catalog = PluginCatalog(PluginSearch([]), overrides: ["p": path])
            guard case .failure(let told) = catalog.plugin(for: try entry(.identity(id))) else { return nil }
            return told
        }
        #expect(try told("org.example.text", text) == nil)
        #expect(try told("org.example.text", other)?.code == "plugin.no-identity")
        let refused = try told("org.example.texts", text)
        #expect(refused?.code == "plugin.other-identity")
        #expect(
            refused?.notes == [
                "the manifest asks for: org.example.texts", "the file is:           org.example.text",
            ])
    }

    @Test func `a folder of thousands of files is looked through, however long their names`() throws {
        // An entry of a folder is as long as its name: whoever reads more leaves the memory that the system filled.
        var there: [String] = []
        for number in 0..<3_000 {
            let name = "f\(number)" + String(repeating: "x", count: number % 40) + (number % 3 == 0 ? ".so" : "")
            let path = try folder.write([], to: "many/" + name)
            if number % 3 == 0 { there.append(path) }
        }
        #expect(PluginSearch.sharedObjects(folder.path + "/many") == there.sorted())
    }

    @Test func `a file that is nowhere is told with every path that was tried`() throws {
        try folder.copy(Self.plugins.get().text, to: "b/libtext.so")
        guard case .failure(let told) = try find(.path("libtexd.so"), in: ["a", "b"]) else {
            Issue.record("found")
            return
        }
        #expect(told.message == "the plugin file \"libtexd.so\" was not found")
        #expect(
            told.notes == [
                "tried: \(folder.path)/graphs/libtexd.so", "tried: \(folder.path)/a/libtexd.so",
                "tried: \(folder.path)/b/libtexd.so", "the nearest that is there: libtext.so",
            ])
        #expect(told.exit == .plugin)
    }

    @Test func `an identity is found whatever its file is called, and the first one counts`() throws {
        let plugins = try Self.plugins.get()
        try folder.write("no plugin".utf8, to: "a/aaa.so")
        try folder.copy(plugins.none, to: "a/library.so")
        try folder.copy(plugins.needy, to: "a/needy.so")
        let first = try folder.copy(plugins.text, to: "a/renamed.so")
        try folder.copy(plugins.newer, to: "b/text.so")
        #expect(try find(.identity("org.example.text"), in: ["a", "b"]).get() == first)
    }

    @Test func `an identity that is nowhere is told with the folders, the nearest and what was left out`() throws {
        let plugins = try Self.plugins.get()
        try folder.copy(plugins.text, to: "a/text.so")
        let broken = try folder.copy(plugins.broken, to: "a/broken.so")
        guard case .failure(let told) = try find(.identity("org.example.txt"), in: ["a"]) else {
            Issue.record("found")
            return
        }
        #expect(told.message == "a plugin with the identity \"org.example.txt\" was not found")
        #expect(
            told.notes == [
                "tried: \(folder.path)/a", "tried: \(folder.path)/graphs",
                "left out: the identity in \(broken) is not valid; /manifest: must be 1, the version of this format; "
                    + "/id: is missing; /version: is missing",
                "the nearest that is there: org.example.text",
            ])
    }

    @Test func `a pinned file must have its hash`() throws {
        let path = try folder.copy(Self.plugins.get().text, to: "graphs/libtext.so")
        let hash = try PluginFile(path).sealed().sha256
        var entry = try entry(.path("libtext.so"))
        entry.sha256 = hash
        #expect(throws: Never.self) { try PluginCatalog(PluginSearch([])).plugin(for: entry).get() }
        entry.sha256 = String(repeating: "0", count: 64)
        let catalog = PluginCatalog(PluginSearch([]))
        let told = #expect(throws: Diagnostic.self) { try catalog.plugin(for: entry).get() }
        #expect(told?.message == "the plugin \(path) is not the file that the manifest pins")
        #expect(told?.notes == ["expected sha256: \(entry.sha256 ?? "")", "found sha256:    \(hash)"])
    }

    @Test func `what a plugin needs and is not granted is named`() throws {
        try folder.copy(Self.plugins.get().needy, to: "graphs/needy.so")
        func told(_ change: (inout PluginEntry.Grants) -> Void) throws -> Diagnostic? {
            var entry = try entry(.path("needy.so"))
            change(&entry.grants)
            guard case .failure(let told) = PluginCatalog(PluginSearch([])).plugin(for: entry) else { return nil }
            return told
        }
        let all = try told { _ in }
        #expect(
            all?.message
                == "the plugin \"org.example.needy\" needs what it is not granted: network, filesystem /data/in, "
                + "environment HOME, environment TOKEN")
        let some = try told { grants in
            grants.network = true
            grants.filesystem = ["/data"]
            grants.environment = ["HOME"]
        }
        #expect(some?.message == "the plugin \"org.example.needy\" needs what it is not granted: environment TOKEN")
        #expect(
            some?.fix
                == #"if you trust it, write "grants": {"network":true,"filesystem":["/data"],"environment":["HOME","TOKEN"]}"#
                + " into the plugin's entry")
        let other = try told { grants in
            grants.network = true
            grants.filesystem = ["/data/input", "/data/out/../other"]
            grants.environment = ["HOME", "TOKEN"]
        }
        #expect(other?.message == "the plugin \"org.example.needy\" needs what it is not granted: filesystem /data/in")
        let whole = try told { grants in
            grants.network = true
            grants.filesystem = ["/data/in/today"]
            grants.environment = ["TOKEN", "HOME"]
        }
        #expect(whole?.message == "the plugin \"org.example.needy\" needs what it is not granted: filesystem /data/in")
        #expect(
            whole?.notes == [
                "granted: network, filesystem /data/in/today, environment TOKEN, environment HOME; "
                    + "what is granted must cover what it declares"
            ])
        #expect(whole?.fix?.contains(#""filesystem":["/data/in"]"#) == true, "the part is in the whole")
    }

    @Test func `a list has every plugin with its state, and no other file`() throws {
        let plugins = try Self.plugins.get()
        let first = try folder.copy(plugins.text, to: "a/text.so")
        try folder.copy(plugins.newer, to: "b/text.so")
        try folder.copy(plugins.broken, to: "b/broken.so")
        try folder.copy(plugins.none, to: "b/library.so")
        try folder.write("no plugin".utf8, to: "b/aaa.so")
        try folder.copy(
            CPlugin(identity: CPlugin.identity(id: "org.example.future", minor: 9), ""), to: "b/future.so")
        let cache = ProbeCache(folder: folder.path + "/cache")
        func listings() -> [PluginListing] {
            PluginListing.all(in: PluginSearch(["a", "b", "a"].map { folder.path + "/" + $0 }), cache: cache)
        }
        #expect(listings().map(\.state) == [.ok, .broken, .incompatible, .shadowed])
        #expect(listings().map(\.reason.isEmpty) == [true, false, false, false])
        #expect(listings()[2].reason == "it needs ABI 1.9, this host has 1.0")
        #expect(listings()[3].reason == "\(first) comes first")
        cache.keep(.harmful(how: "crashed with SIGSEGV", tail: []), of: try PluginFile(first))
        #expect(listings()[0].state == .failedProbe)
        #expect(
            listings()[0].reason
                == "it crashed with SIGSEGV when it was tried; \"pregel-host plugin check \(first)\" tries again")
    }
}
