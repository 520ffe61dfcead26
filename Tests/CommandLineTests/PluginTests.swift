import Foundation
import Testing

/// `pregel-host plugin`, and runs with plugins that are wrong.
@Suite(.timeLimit(.minutes(20)))
struct PluginTests {
    private let folder: TemporaryFolder
    /// Where the host remembers what it tried: of this test alone.
    private let environment: [String: String]

    init() throws {
        folder = try TemporaryFolder()
        environment = ["XDG_CACHE_HOME": folder.path("cache")]
    }

    private static let manifest = Fixtures.single(#"{"use": "p.work"}"#, extra: #", "plugins": {"p": "libplugin.so"}"#)

    @Test(arguments: BrokenPlugin.allCases.filter { !$0.finding.isEmpty })
    func `a broken plugin is refused with the reason, and never loaded by accident`(plugin: BrokenPlugin) throws {
        let library = try plugin.build(in: folder)
        let check = try HostProcess.run(["plugin", "check", library], environment: environment)
        #expect(check.status == 1)
        #expect(check.errors.contains(plugin.finding))

        let manifest = try folder.write(Self.manifest, to: "graph.json")
        let run = try HostProcess.run(["run", manifest], environment: environment)
        #expect(run.status == 5)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(plugin.finding))
        #expect(run.errors.contains("libplugin.so") || run.errors.contains("org.example.broken"))
    }

    @Test func `a sound plugin passes every check`() throws {
        let library = try BrokenPlugin.sound.build(in: folder)
        let check = try HostProcess.run(["plugin", "check", library], environment: environment)
        #expect(check.status == 0)
        #expect(check.errors.isEmpty)
        #expect(check.output.contains("ok: node work can be made and ended"))
        let run = try HostProcess.run(["run", folder.write(Self.manifest, to: "graph.json")], environment: environment)
        #expect(run.status == 0)
    }

    @Test func `plugins are listed with their state and without being run`() throws {
        _ = try BrokenPlugin.crashes.build(in: folder)
        let run = try HostProcess.run(
            ["plugin", "list", "--plugin-path", folder.url.path, "--json"], environment: environment)
        #expect(run.status == 0)
        let plugins = try run.output.split(separator: "\n").map { line in try JSON(String(line)) }
        let found = try #require(plugins.first { $0["id"] == "org.example.broken" })
        #expect(found["state"] == "ok")
        #expect(found["version"] == "1.0.0")
        let text = try HostProcess.run(["plugin", "list", "--plugin-path", folder.url.path], environment: environment)
        #expect(text.output.contains("org.example.broken 1.0.0"))
    }

    @Test func `a plugin that crashed when it was tried is listed so`() throws {
        let library = try BrokenPlugin.crashes.build(in: folder)
        #expect(try HostProcess.run(["plugin", "check", library], environment: environment).status == 1)
        let list = try HostProcess.run(["plugin", "list", "--plugin-path", folder.url.path], environment: environment)
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
        let missing = try HostProcess.run(["run", manifest], environment: environment)
        #expect(missing.status == 5)
        #expect(missing.errors.contains("plugin.not-found"))
        let given = try HostProcess.run(["run", manifest, "--plugin", "p=\(library)"], environment: environment)
        #expect(given.status == 0)
        let searched = try HostProcess.run(
            ["run", manifest, "--plugin-path", folder.url.path], environment: environment)
        #expect(searched.status == 0)
        let set = environment.merging(["PREGEL_PLUGIN_PATH": folder.url.path]) { $1 }
        #expect(try HostProcess.run(["run", manifest], environment: set).status == 0)
    }

    @Test func `the doctor says where it looks`() throws {
        _ = try BrokenPlugin.sound.build(in: folder)
        let run = try HostProcess.run(["doctor", "--plugin-path", folder.url.path], environment: environment)
        #expect(run.status == 0)
        #expect(run.output.contains("\(folder.url.path): org.example.broken"))
    }

    @Test func `a second Ctrl-C ends a run whose node does not listen`() throws {
        let library = try BrokenPlugin.stubborn.build(in: folder)
        let manifest = try folder.write(Self.manifest, to: "graph.json")
        let process = try HostProcess(
            ["run", manifest, "--plugin", "p=\(library)", "--stream", "custom"], environment: environment,
            readsAlong: true)
        #expect(process.read().contains("begun"))
        // Two signals that come together may count as one.
        while process.isRunning { process.interrupt() }
        #expect(try process.wait().status == 130)
    }

    @Test func `a plugin for an alias that no manifest has is refused`() throws {
        let library = try BrokenPlugin.sound.build(in: folder)
        let manifest = try folder.write(Self.manifest, to: "graph.json")
        let run = try HostProcess.run(["run", manifest, "--plugin", "pp=\(library)"], environment: environment)
        #expect(run.status == 2)
        #expect(run.errors.contains("= fix: write p"))
    }
}
