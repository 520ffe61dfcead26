import Foundation
import Testing

/// `pregel-host plugin`, and runs with plugins that are wrong.
@Suite(.timeLimit(.minutes(20)))
struct PluginTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private static let manifest = Fixtures.single(#"{"use": "p.work"}"#, extra: #", "plugins": {"p": "libplugin.so"}"#)

    @Test(arguments: BrokenPlugin.allCases.filter { !$0.finding.isEmpty })
    func `a broken plugin is refused with the reason, and never loaded by accident`(plugin: BrokenPlugin) throws {
        let library = try plugin.build(in: folder)
        let check = try HostProcess.run(["plugin", "check", library], environment: folder.ownCache)
        #expect(check.status == 1)
        #expect(check.errors.contains(plugin.finding))

        let manifest = try folder.write(Self.manifest, to: "graph.json")
        let run = try HostProcess.run(["run", manifest], environment: folder.ownCache)
        #expect(run.status == 5)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(plugin.finding))
        #expect(run.errors.contains("libplugin.so") || run.errors.contains("org.example.broken"))
    }

    @Test func `a sound plugin passes every check`() throws {
        let library = try BrokenPlugin.sound.build(in: folder)
        let check = try HostProcess.run(["plugin", "check", library], environment: folder.ownCache)
        #expect(check.status == 0)
        #expect(check.errors.isEmpty)
        #expect(check.output.contains("PASSED node work: made without a configuration and ended"))
        let run = try HostProcess.run(
            ["run", folder.write(Self.manifest, to: "graph.json")], environment: folder.ownCache)
        #expect(run.status == 0)
    }

    @Test func `plugins are listed with their state and without being run`() throws {
        _ = try BrokenPlugin.crashes.build(in: folder)
        let run = try HostProcess.run(
            ["plugin", "list", "--plugin-path", folder.url.path, "--json"], environment: folder.ownCache)
        #expect(run.status == 0)
        let plugins = try run.output.split(separator: "\n").map { line in try JSON(String(line)) }
        let found = try #require(plugins.first { $0["id"] == "org.example.broken" })
        #expect(found["state"] == "ok")
        #expect(found["version"] == "1.0.0")
        let text = try HostProcess.run(
            ["plugin", "list", "--plugin-path", folder.url.path], environment: folder.ownCache)
        #expect(text.output.contains("org.example.broken 1.0.0"))
    }

    @Test func `a plugin that crashed when it was tried is listed so`() throws {
        let library = try BrokenPlugin.crashes.build(in: folder)
        #expect(try HostProcess.run(["plugin", "check", library], environment: folder.ownCache).status == 1)
        let list = try HostProcess.run(
            ["plugin", "list", "--plugin-path", folder.url.path], environment: folder.ownCache)
        #expect(list.output.contains("failed-probe"))
    }

    @Test func `a plugin is inspected without being run`() throws {
        let library = try BrokenPlugin.exits.build(in: folder)
        let run = try HostProcess.run("plugin", "inspect", library)
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("org.example.broken 1.0.0\n"))
        #expect(run.output.contains("node work"))
        let data = try JSON(HostProcess.run("plugin", "inspect", library, "--json").output)
        #expect(data["components"]?.items.first?["name"] == "work")
        #expect(data["sha256"]?.string?.count == 64)
    }

    @Test(arguments: ["inspect", "check"])
    func `what is no plugin is refused`(verb: String) throws {
        let file = try folder.write("text", to: "text.so")
        let run = try HostProcess.run("plugin", verb, file)
        #expect(run.status == (verb == "inspect" ? 5 : 1))
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("text.so"))
        #expect(try HostProcess.run("plugin", verb, "/nowhere.so").status != 0)
    }

    @Test func `a plugin can be given on the command line and by the environment`() throws {
        let library = try BrokenPlugin.sound.build(in: folder)
        let elsewhere = try TemporaryFolder()
        let manifest = try elsewhere.write(Self.manifest, to: "graph.json")
        let missing = try HostProcess.run(["run", manifest], environment: folder.ownCache)
        #expect(missing.status == 5)
        #expect(missing.errors.contains("plugin.not-found"))
        let given = try HostProcess.run(["run", manifest, "--plugin", "p=\(library)"], environment: folder.ownCache)
        #expect(given.status == 0)
        let searched = try HostProcess.run(
            ["run", manifest, "--plugin-path", folder.url.path], environment: folder.ownCache)
        #expect(searched.status == 0)
        let set = folder.ownCache.merging(["PREGEL_PLUGIN_PATH": folder.url.path]) { $1 }
        #expect(try HostProcess.run(["run", manifest], environment: set).status == 0)
    }

    @Test func `the doctor says where it looks`() throws {
        _ = try BrokenPlugin.sound.build(in: folder)
        let run = try HostProcess.run(["doctor", "--plugin-path", folder.url.path], environment: folder.ownCache)
        #expect(run.status == 0)
        #expect(run.output.contains("\(folder.url.path): org.example.broken"))
    }

    @Test func `a second Ctrl-C ends a run whose node does not listen`() throws {
        let library = try BrokenPlugin.stubborn.build(in: folder)
        let manifest = try folder.write(Self.manifest, to: "graph.json")
        let process = try HostProcess(
            ["run", manifest, "--plugin", "p=\(library)", "--stream", "custom"], environment: folder.ownCache,
            readsAlong: true)
        #expect(process.read().contains("begun"))
        // Two signals that come together may count as one.
        while process.isRunning { process.interrupt() }
        #expect(try process.wait().status == 130)
    }

    @Test func `a plugin for an alias that no manifest has is refused`() throws {
        let library = try BrokenPlugin.sound.build(in: folder)
        let manifest = try folder.write(Self.manifest, to: "graph.json")
        let run = try HostProcess.run(["run", manifest, "--plugin", "pp=\(library)"], environment: folder.ownCache)
        #expect(run.status == 2)
        #expect(run.errors.contains("= fix: write p"))
    }

    @Test func `what a plugin prints is never among the results, whenever it does`() throws {
        let source = BrokenPlugin.sound.source
            .replacingOccurrences(
                of: "static pregel_node_v1 node;",
                with: """
                    #include <stdio.h>
                    __attribute__((constructor)) static void hello(void) { puts("constructor"); }
                    __attribute__((destructor)) static void bye(void) { puts("destructor"); }
                    static pregel_node_v1 node;
                    """
            )
            .replacingOccurrences(of: "#include <stdlib.h>", with: "#include <stdio.h>\n#include <stdlib.h>")
            .replacingOccurrences(of: "(void)i, (void)h, (void)t;", with: "(void)i, (void)h, (void)t; puts(\"node\");")
        let library = try CCompiler.plugin(folder.write(source, to: "plugin.c"), in: folder)
        let manifest = try folder.write(Self.manifest, to: "graph.json")
        for arguments in [["run", manifest, "--json"], ["plugin", "check", library, "--json"]] {
            let run = try HostProcess.run(arguments, environment: folder.ownCache)
            #expect(run.status == 0)
            #expect(run.output.split(separator: "\n").count == 1)
            _ = try JSON(run.output)
            #expect(run.errors.contains("constructor") && run.errors.contains("destructor"))
        }
        #expect(try HostProcess.run(["run", manifest], environment: folder.ownCache).errors.contains("node\n"))
    }

    @Test func `a crash in a constructor is the plugin's and not the host's`() throws {
        let source = BrokenPlugin.sound.source.replacingOccurrences(
            of: "static pregel_node_v1 node;",
            with:
                "__attribute__((constructor)) static void fall(void) { *(volatile int *)8 = 1; }\nstatic pregel_node_v1 node;"
        )
        _ = try CCompiler.plugin(folder.write(source, to: "plugin.c"), in: folder)
        let run = try HostProcess.run(
            ["run", folder.write(Self.manifest, to: "graph.json")], environment: folder.ownCache)
        #expect(run.status == 5)
        #expect(run.errors.contains("crashed with SIGSEGV; this is a fault of the plugin"))
        #expect(!run.errors.contains("a fault of pregel-host"))
    }

    @Test func `every component is checked, with a configuration made up where it needs one`() throws {
        let check = try HostProcess.run(
            ["plugin", "check", "org.pregel-host.text", "--json"], environment: folder.ownCache)
        #expect(check.status == 0)
        let components = try JSON(check.output)["components"]?.items ?? []
        #expect(components.count > 4)
        #expect(components.allSatisfy { $0["result"] == "passed" || $0["result"] == "skipped" })
        #expect(components.contains { $0["name"] == "template" && $0["reason"]?.string?.isEmpty == false })
        #expect(components.contains { $0["kind"] == "reducer" && $0["result"] == "passed" })
    }

    @Test func `a plugin is inspected by its identity or its file's name`() throws {
        for name in ["org.pregel-host.files", "libpregel-files.so"] {
            let run = try HostProcess.run("plugin", "inspect", name)
            #expect(run.status == 0)
            #expect(run.output.contains(#"as: "text" | "lines" | "bytes" = "text""#))
            #expect(!run.output.contains("(missing)"))
        }
        let missing = try HostProcess.run("plugin", "inspect", "org.example.nowhere")
        #expect(missing.status == 5)
        #expect(missing.output.isEmpty)
        #expect(missing.errors.contains("= fix: give its path, or its folder with --plugin-path or PREGEL_PLUGIN_PATH"))
    }

    @Test func `a process without standard output or standard error says so, or works without`() throws {
        let manifest = try folder.write(Fixtures.counter, to: "counter.json")
        let host = HostProcess.products.appendingPathComponent("pregel-host").path
        func run(_ closing: String) throws -> Int32 {
            let shell = Process()
            shell.executableURL = URL(fileURLWithPath: "/bin/sh")
            shell.arguments = ["-c", "'\(host)' run '\(manifest)' --set count=0 \(closing)"]
            shell.standardOutput = FileHandle.nullDevice
            shell.standardError = FileHandle.nullDevice
            try shell.run()
            shell.waitUntilExit()
            return shell.terminationStatus
        }
        #expect(try run(">&-") == 69)
        #expect(try run("2>&-") == 0)
        #expect(try run(">&- 2>&-") == 69)
    }
}
