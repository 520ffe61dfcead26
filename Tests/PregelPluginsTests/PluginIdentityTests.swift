import PregelDiagnostics
import PregelManifest
import PregelPlugins
import PregelValues
import Testing

/// What a plugin's `plugin.json` says.
@Suite struct PluginIdentityTests {
    private func read(_ json: String) throws(Diagnostic) -> PluginManifest {
        do {
            // No code is needed: nothing of it runs.
            let plugin = try CPlugin(identity: json, "")
            return try PluginFile(plugin.path).manifest
        } catch let error as Diagnostic {
            throw error
        } catch {
            throw Diagnostic(code: "test", message: "\(error)")
        }
    }

    private func faults(_ json: String) -> [String] {
        do throws(Diagnostic) {
            _ = try read(json)
            return []
        } catch {
            return error.notes
        }
    }

    @Test func `of very many faults the first hundred are told, and the number of the others`() {
        let keys = (0..<300).map { #""k\#($0)": 1"# }.joined(separator: ", ")
        let told = faults(#"{"manifest": 1, "id": "org.example.x", "version": "1.0.0", \#(keys)}"#)
        #expect(told.count == 101)
        #expect(told.last == "and 200 more, which are not shown")
    }

    @Test func `everything that an identity can say is read`() throws {
        let manifest = try read(
            #"""
            {"manifest": 1, "id": "org.example.all", "version": "1.2.3-rc.1", "description": "All of it",
             "license": "MIT", "abi": {"major": 1, "min_minor": 0}, "x-own": 7,
             "config_schema": {"type": "object"}, "requires": ["pregel.store/1"],
             "grants": {"network": true, "filesystem": ["/data"], "environment": ["HOME"], "subprocess": false},
             "nodes": [{"name": "a", "description": "A", "flags": ["async", "routes"], "reads": ["x"], "writes": ["y"],
                        "config_schema": {"type": "object", "properties": {"n": {"type": "integer", "default": 3}}}}],
             "routers": [{"name": "a"}], "reducers": [{"name": "r"}], "processors": [{"name": "p"}],
             "checkpointers": [{"name": "c"}], "caches": [{"name": "h"}], "stores": [{"name": "s"}]}
            """#)
        #expect(manifest.identity.id == "org.example.all")
        #expect(manifest.identity.version == "1.2.3-rc.1")
        #expect(manifest.description == "All of it")
        #expect(manifest.license == "MIT")
        #expect(manifest.identity.configSchema == ["type": "object"])
        #expect(manifest.requires == ["pregel.store/1"])
        #expect(manifest.grants == ["network", "filesystem /data", "environment HOME"])
        #expect(
            manifest.identity.components.map { "\($0.kind) \($0.name)" }
                == ["node a", "router a", "reducer r", "processor p", "checkpointer c", "cache h", "store s"])
        let node = try #require(manifest.identity.components.first)
        #expect(node.flags == [.async, .routes])
        #expect(node.options.map(\.name) == ["n"])
        #expect(node.options.first?.standard == "3")
    }

    @Test func `all faults of an identity are told at once, each with its place`() {
        let known =
            "manifest, id, version, description, license, abi, config_schema, grants, requires, $schema, nodes, routers, "
            + "reducers, processors, checkpointers, caches, stores"
        #expect(
            faults(
                #"""
                {"manifest": 2, "id": 7, "version": "one", "descripton": "", "abi": {"major": "1", "min_minor": -1},
                 "grants": {"network": "yes", "filesystem": true, "environment": [1]}, "requires": "x",
                 "nodes": [{"name": "a b"}, {"name": "c", "flags": ["fast"]}, {"name": "c"}, 7], "routers": {}}
                """#) == [
                    "/descripton: is no key of a plugin's identity; known are \(known)",
                    "/manifest: must be 1, the version of this format",
                    "/id: must be a string",
                    "/version: \"one\" is no semantic version, such as 1.2.0",
                    "/nodes/0/name: \"a b\" must match [A-Za-z_][A-Za-z0-9_-]*",
                    "/nodes/1/flags/0: \"fast\" is none of serial, blocking, async, pure, streams, interrupts, routes, "
                        + "acyclic, once, local",
                    "/nodes/2/name: \"c\" stands twice",
                    "/nodes/3: must be an object",
                    "/nodes/3/name: is missing",
                    "/routers: must be a list",
                    "/abi/major: must be a whole number, 0 or more",
                    "/abi/min_minor: must be a whole number, 0 or more",
                    "/grants/network: must be true or false",
                    "/grants/filesystem: must be a list of strings",
                    "/grants/environment: must be a list of strings",
                    "/requires: must be a list of strings",
                ])
    }

    @Test func `text that is no JSON, or no object, is told so`() {
        #expect(faults("{").first?.hasPrefix("it is no JSON: ") == true)
        #expect(faults("[]").first == "it: must be an object")
        #expect(faults(#"{"id": "a", "id": "b"}"#).first?.contains("id") == true)
        #expect(faults("").first?.hasPrefix("it is no JSON: ") == true)
    }

    @Test(arguments: ["a b", "a\\u001b[2J", "a/b", "ä", "a\\n"])
    func `an identity has letters, digits, dots, hyphens and underscores alone`(id: String) {
        let told = faults("{\"manifest\": 1, \"id\": \"\(id)\", \"version\": \"1.0.0\"}")
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix("/id: ") == true)
        #expect(told.first?.hasSuffix(" must match [A-Za-z0-9._-]+, as in \"org.example.text\"") == true)
        #expect(told.first?.unicodeScalars.allSatisfy { $0.value >= 0x20 } == true)
        #expect(faults(#"{"manifest": 1, "id": "0_a-B.c", "version": "1.0.0"}"#) == [])
    }

    @Test func `a schema of a configuration that is none is told with its place`() {
        let told = faults(
            #"{"manifest": 1, "id": "a", "version": "1.0.0", "nodes": [{"name": "n", "config_schema": {"type": "strng"}}]}"#
        )
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix("/nodes/0/config_schema/type: ") == true)
    }
}
