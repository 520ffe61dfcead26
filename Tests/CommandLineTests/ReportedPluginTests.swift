import Foundation
import Testing

/// What users reported of plugins that were not found, or did what they should not, from the outside.
@Suite(.timeLimit(.minutes(20)))
struct ReportedPluginTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func host(_ arguments: String...) throws -> HostProcess.Outcome {
        try HostProcess.run(arguments, environment: folder.ownCache)
    }

    /// A graph that uses the plugin, found by its identity.
    private func graph(_ plugin: String = #"{"plugin": "org.example.cplugin"}"#) throws -> String {
        try folder.write(
            Fixtures.single(#"{"use": "p.work"}"#, extra: #", "plugins": {"p": \#(plugin)}"#), to: "graph.json")
    }

    /// Writes a text to the channel "x".
    private static func writing(_ text: String) -> String {
        #"pregel_value text = pregel_string(PREGEL_S("\#(text)")); return h->write(h, t->call, PREGEL_S("x"), &text);"#
    }

    // MARK: Which file

    @Test func `of the files with one identity the one that meets the version is taken`() throws {
        for (name, version) in [("a", "1.0.0"), ("b", "2.1.0"), ("c", "2.0.0"), ("d", "3.0.0")] {
            _ = try CPlugin(version: version, work: Self.writing(version)).build(in: folder, named: name)
        }
        let run = try host(
            "run", graph(#"{"plugin": "org.example.cplugin", "require": ">=2 <3"}"#), "--plugin-path", folder.url.path)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try JSON(run.output) == ["x": "2.1.0"])
    }

    @Test(arguments: ["another machine", "cut short", "unreadable"])
    func `a file that cannot be a plugin here is named with its reason`(fault: String) throws {
        let library = try CPlugin().build(in: folder)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: library))
        switch fault {
        case "another machine": bytes[18] = 0xB7
        case "cut short": bytes = bytes.prefix(3000)
        default: bytes = bytes.prefix(40)
        }
        try bytes.write(to: URL(fileURLWithPath: library))
        let graph = try graph()
        for command in [["validate", graph], ["run", graph]] {
            let outcome = try HostProcess.run(
                command + ["--plugin-path", folder.url.path], environment: folder.ownCache)
            #expect(outcome.status == 5)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains("libplugin.so"), "\(outcome.errors)")
        }
        #expect(try host("plugin", "list", "--plugin-path", folder.url.path).output.contains("libplugin.so"))
        #expect(try host("doctor", "--plugin-path", folder.url.path).output.contains("libplugin.so"))
    }

    @Test func `a library that is no plugin at all is passed over`() throws {
        let library = try CCompiler.plugin(folder.write("int nothing;", to: "nothing.c"), in: folder, named: "nothing")
        let list = try host("plugin", "list", "--plugin-path", folder.url.path)
        #expect(list.status == 0)
        #expect(!list.output.contains(library))
    }

    @Test func `a path with a folder means that file and no other`() throws {
        _ = try CPlugin().build(in: folder)
        for command in ["validate", "run"] {
            let run = try host(command, graph(#""lost/libplugin.so""#), "--plugin-path", folder.url.path)
            #expect(run.status == 5)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("lost/libplugin.so"), "\(run.errors)")
        }
    }

    @Test func `a file that is given for an alias must have the identity that the manifest names`() throws {
        let library = try CPlugin(id: "org.example.stranger").build(in: folder)
        for command in ["validate", "run"] {
            let run = try host(command, graph(), "--plugin", "p=\(library)")
            #expect(run.status == 5)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("org.example.stranger") && run.errors.contains("org.example.cplugin"))
        }
    }

    // MARK: What a plugin does

    @Test func `a crash while a plugin is loaded is not called the host's fault`() throws {
        _ = try CPlugin(head: "__attribute__((constructor)) static void boom(void) { *(volatile int *)0 = 1; }")
            .build(in: folder)
        let run = try host("run", graph(), "--plugin-path", folder.url.path)
        #expect(run.status == 5)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("SIGSEGV"))
        #expect(run.errors.contains("libplugin.so") || run.errors.contains("org.example.cplugin"))
        #expect(!run.errors.contains("fault of pregel-host"), "\(run.errors)")
    }

    @Test func `what a plugin prints is not in the output`() throws {
        _ = try CPlugin(
            head: """
                __attribute__((constructor)) static void hello(void) { puts("printed while loaded"); }
                __attribute__((destructor)) static void bye(void) { puts("printed at the end"); }
                """,
            work: #"printf("printed by a node without a line's end"); "# + Self.writing("right")
        ).build(in: folder)
        let graph = try graph()
        let plain = try host("run", graph, "--plugin-path", folder.url.path)
        #expect(plain.status == 0)
        #expect(plain.output == "{\"x\": \"right\"}\n")
        #expect(plain.errors.contains("printed by a node"))
        let lines = try host("run", graph, "--plugin-path", folder.url.path, "--stream", "updates", "--json").output
        #expect(try lines.split(separator: "\n").map { try JSON(String($0)) }.count == 2)
        let check = try host("plugin", "check", folder.path("libplugin.so"))
        #expect(!check.output.contains("printed"))
    }

    // MARK: What is said of a plugin

    private static let choosy = CPlugin(
        schema: """
            {"type": "object", "required": ["ms"], "properties": {
              "ms": {"type": "integer", "minimum": 5}, "by": {"enum": ["line", "word"], "default": "word"}}}
            """)

    @Test func `a check makes a component whose configuration has required members`() throws {
        let check = try host("plugin", "check", Self.choosy.build(in: folder))
        #expect(check.status == 0, "\(check.output)\(check.errors)")
        #expect(check.output.contains("work"))
    }

    @Test func `a check says of every component whether it was checked`() throws {
        let check = try host("plugin", "check", HostProcess.products.appendingPathComponent("libpregel-text.so").path)
        #expect(check.status == 0, "\(check.errors)")
        let lines = check.output.split(separator: "\n")
        for name in ["split", "normalise", "count", "rank", "template", "add_counts"] {
            let line = lines.first { $0.contains(" \(name)") }
            #expect(line?.hasPrefix("PASSED ") == true || line?.hasPrefix("SKIPPED ") == true, "\(check.output)")
        }
    }

    @Test func `a plugin is inspected by its name, with the words that a setting may be`() throws {
        _ = try Self.choosy.build(in: folder)
        for name in ["libplugin.so", "org.example.cplugin"] {
            let text = try HostProcess.run(
                "plugin", "inspect", name,
                environment: folder.ownCache.merging(["PREGEL_PLUGIN_PATH": folder.url.path]) { $1 })
            #expect(text.status == 0, "\(text.errors)")
            #expect(text.output.contains(#""line" | "word""#), "\(text.output)")
        }
        #expect(try host("plugin", "inspect", "libplugin.so", "--plugin-path", folder.url.path).status == 0)
    }

    @Test func `a library that is found by a plugin's own path is not called missing`() throws {
        let helper = try CCompiler.plugin(
            folder.write("int helper(void) { return 1; }", to: "helper.c"), in: folder, named: "helper")
        let library = try CPlugin(head: "int helper(void);", work: "(void)helper();")
            .build(in: folder, named: "needy", [helper, "-Wl,-rpath,$ORIGIN"])
        let text = try host("plugin", "inspect", library)
        #expect(text.status == 0)
        #expect(text.output.contains("libhelper.so"))
        #expect(!text.output.contains("libhelper.so (missing)"), "\(text.output)")
    }

    @Test func `what is not there is read as nothing`() throws {
        _ = try CPlugin(
            head: "static const pregel_str name = PREGEL_STR(\"none\");",
            work: """
                pregel_str found = pregel_text(pregel_get(t->input, name));
                if (found.n != 0 || pregel_get(NULL, name) != NULL || pregel_as_int(NULL, 7) != 7) return PREGEL_NO_MEMORY;
                \(Self.writing("nothing"))
                """
        ).build(in: folder)
        let run = try host("run", graph(), "--plugin-path", folder.url.path)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try JSON(run.output) == ["x": "nothing"])
    }
}
