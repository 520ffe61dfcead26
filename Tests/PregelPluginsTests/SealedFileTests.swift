import CHostSystem
import Foundation
import PregelDiagnostics
import PregelEngine
import PregelPlugins
import PregelValues
import Testing

/// What is checked of a plugin's file is what runs.
@Suite struct SealedFileTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    /// A plugin that writes a text, as long as that of any other.
    private static func plugin(_ word: String, source: String = "", flags: [String] = []) throws -> CPlugin {
        try CPlugin(
            identity: CPlugin.oneNode,
            source
                + NodeSource.invoke(
                    """
                      pregel_value out = pregel_string(pregel_cstr(\(word)));
                      return host->write(host, task->call, PREGEL_S("out"), &out);
                    """) + CPlugin.table(), flags: flags)
    }

    private func output(_ file: PluginFile) throws -> Value? {
        var graph = StateGraph("test")
        graph.addChannel("out")
        let plugin = try PluginLoader(probe: nil, log: SilentLog()).load(file)
        graph.addNode("n", .body(try plugin.node("work", config: [:])))
        graph.addEdge(from: StateGraph.start, to: "n")
        return try graph.compile().run([:]).output["out"]
    }

    /// Writes to a file as it is, without putting another one in its place.
    private func overwrite(_ path: String, _ bytes: some Sequence<UInt8>) throws {
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
    }

    @Test func `what was read stays as it is, whatever becomes of the file`() throws {
        let plugin = try Self.plugin("\"kept\"")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: plugin.path))
        let file = try plugin.file()
        let hash = try file.sealed().sha256
        try overwrite(plugin.path, bytes.map { ~$0 })
        #expect(try file.sealed().sha256 == hash)
        #expect(try file.sealed().count == bytes.count)
        try plugin.remove()
        #expect(try output(file) == "kept")
    }

    @Test func `nobody can change what was read`() throws {
        let path = try folder.write("what is checked is what runs".utf8, to: "file")
        let source = open(path, O_RDONLY)
        defer { close(source) }
        var digest = [UInt8](repeating: 0, count: 32)
        let sealed = host_seal(source, "file", 1_000, nil, 0, &digest)
        defer { close(sealed) }
        #expect(host_is_sealed(sealed) != 0 && host_is_sealed(source) == 0)
        #expect(write(sealed, "!", 1) < 0 && errno == EPERM)
        #expect(ftruncate(sealed, 0) < 0 && errno == EPERM)
        #expect(mmap(nil, 1, PROT_READ | PROT_WRITE, MAP_SHARED, sealed, 0) == MAP_FAILED)
        #expect(host_seal(source, "file", 5, nil, 0, &digest) < 0 && errno == EOVERFLOW)
    }

    @Test func `code that is written into the file after it was checked never runs`() throws {
        let (good, evil) = try (Self.plugin("\"good\""), Self.plugin("\"evil\""))
        let file = try good.file()
        let pinned = try file.sealed().sha256
        try overwrite(good.path, Data(contentsOf: URL(fileURLWithPath: evil.path)))
        #expect(try output(file) == "good")
        #expect(try good.file().sealed().sha256 != pinned)
        #expect(try output(good.file()) == "evil", "it is another plugin")
    }

    @Test func `a file that becomes another plugin before it is read as a whole is refused`() throws {
        let plugin = try Self.plugin("\"one\"")
        let other = try CPlugin(identity: CPlugin.identity(id: "org.example.other"), "")
        for bytes in [try Data(contentsOf: URL(fileURLWithPath: other.path)), Data("cut".utf8), Data()] {
            let file = try plugin.file()
            let whole = try Data(contentsOf: URL(fileURLWithPath: plugin.path))
            try overwrite(plugin.path, bytes)
            let told = #expect(throws: Diagnostic.self) { try file.sealed() }
            #expect(told?.code == "plugin.replaced")
            #expect(told?.message == "the plugin \(plugin.path) was changed while it was read")
            try overwrite(plugin.path, whole)
        }
    }

    @Test func `a file that is cut short while its headers are read is told so`() throws {
        let plugin = try Self.plugin("\"cut\"")
        let whole = try [UInt8](Data(contentsOf: URL(fileURLWithPath: plugin.path)))
        for count in [0, 1, 64, whole.count / 2, whole.count - 1] {
            let path = try folder.write(whole, to: "cut.so")
            let file = try PluginFile(path)
            #expect(truncate(path, count) == 0)
            #expect(throws: Diagnostic.self) { try file.sealed() }
        }
    }

    @Test func `a file that is too large is not read`() throws {
        let path = try folder.copy(Self.plugin("\"large\""), to: "large.so")
        #expect(truncate(path, 20 << 30) == 0)
        let told = #expect(throws: Diagnostic.self) { try PluginFile(path) }
        #expect(told?.message == "the plugin \(path) is larger than a plugin may be: 1 GiB")
        let listed = PluginListing.all(in: PluginSearch([folder.path]), cache: ProbeCache(folder: nil))
        #expect(listed.map(\.state) == [.broken])
    }

    @Test func `a descriptor that somebody closes does not give another plugin's code`() throws {
        // The first one's descriptor is the lowest that is free, and free again once its entry has closed it.
        let closing = """
            #include <dlfcn.h>
            #include <stdio.h>
            #include <string.h>
            #include <sys/stat.h>
            #include <unistd.h>
            static void close_own(void) {
              char path[64], target[256];
              for (int file = 3; file < 256; file++) {
                snprintf(path, sizeof path, "/proc/self/fd/%d", file);
                ssize_t n = readlink(path, target, sizeof target - 1);
                if (n > 0 && (target[n] = 0, strstr(target, "memfd:closing.so"))) close(file);
              }
            }

            """
        func plugin(_ word: String) throws -> CPlugin {
            try CPlugin(
                identity: CPlugin.oneNode,
                closing
                    + NodeSource.invoke(
                        """
                          pregel_value out = pregel_string(PREGEL_S("\(word)"));
                          return host->write(host, task->call, PREGEL_S("out"), &out);
                        """) + CPlugin.table(change: "close_own();"), flags: ["-D_GNU_SOURCE"], name: "closing.so")
        }
        let plugins = try ["first", "second", "third"].map { (word: $0, plugin: try plugin($0)) }
        for (word, plugin) in plugins { #expect(try output(plugin.file()) == Value(word)) }
    }

    // MARK: The file's name and folder

    @Test func `a plugin is known by its own path`() throws {
        let plugin = try Self.plugin(
            "where()",
            source: """
                #include <dlfcn.h>
                static const char *where(void) {
                  Dl_info info; void *again = dlopen(NULL, RTLD_NOW); (void)again;
                  return dladdr((void *)where, &info) ? info.dli_fname : "nowhere"; }

                """, flags: ["-D_GNU_SOURCE"])
        #expect(try output(plugin.file()) == Value(plugin.path))
        #expect(dlopen(plugin.path, RTLD_NOW | RTLD_NOLOAD) != nil, "whoever loads the path gets the plugin")
    }

    /// A plugin in a folder with a library that only this folder leads to.
    private func withLibrary(
        _ word: String, in name: String, _ flags: (_ library: String) -> [String], named: [String] = []
    ) throws -> PluginFile {
        let beside = folder.path + "/" + name
        try FileManager.default.createDirectory(atPath: beside, withIntermediateDirectories: true)
        let source = try folder.write("const char *word(void) { return \"\(word)\"; }".utf8, to: name + "/word.c")
        let library = beside + "/libword.so"
        let made = try CPlugin.run(CPlugin.compiler, ["-shared", "-fPIC", source, "-o", library] + named)
        try #require(made.status == 0, "\(made.output)")
        let plugin = try Self.plugin("word()", source: "const char *word(void);\n", flags: flags(library))
        return try PluginFile(folder.copy(plugin, to: name + "/plugin.so"))
    }

    @Test func `a library beside a plugin is found, with a name of its own and without`() throws {
        let own = { (library: String) in [library, "-Wl,-rpath,$ORIGIN"] }
        // Linked by its path, a library without a name is asked for by that path.
        let byName = { (library: String) in
            ["-L", (library as NSString).deletingLastPathComponent, "-lword", "-Wl,-rpath,$ORIGIN"]
        }
        let old = { (library: String) in
            [
                "-L", (library as NSString).deletingLastPathComponent, "-lword",
                "-Wl,--disable-new-dtags,-rpath,${ORIGIN}/.",
            ]
        }
        #expect(try output(withLibrary("plain", in: "plain", byName)) == "plain")
        #expect(try output(withLibrary("other", in: "other", byName)) == "other", "each has its own")
        #expect(try output(withLibrary("rpath", in: "rpath", old)) == "rpath")
        #expect(try output(withLibrary("path", in: "path", own)) == "path")
        let named = try withLibrary("named", in: "named", byName, named: ["-Wl,-soname,libword-named.so.1"])
        try FileManager.default.moveItem(
            atPath: folder.path + "/named/libword.so", toPath: folder.path + "/named/libword-named.so.1")
        #expect(try output(named) == "named")
    }

    @Test func `a library that is beside a plugin and cannot be loaded is told as the loader tells it`() throws {
        let file = try withLibrary("lost", in: "lost") { library in
            ["-L", (library as NSString).deletingLastPathComponent, "-lword", "-Wl,-rpath,$ORIGIN"]
        }
        try folder.write("no library".utf8, to: "lost/libword.so")
        let told = #expect(throws: Diagnostic.self) { try output(file) }
        #expect(told?.code == "plugin.load")
        #expect(told?.notes.first?.hasPrefix(folder.path + "/lost/libword.so: ") == true)
    }

    @Test func `what the loader says names the plugin and not its copy`() throws {
        let plugin = try CPlugin(
            identity: CPlugin.oneNode, "int nowhere(void); PREGEL_EXPORT int use(void) { return nowhere(); }")
        let told = #expect(throws: Diagnostic.self) {
            try PluginLoader(probe: nil, log: SilentLog()).load(plugin.file())
        }
        #expect(told?.notes == ["\(plugin.path): undefined symbol: nowhere"])
    }
}
