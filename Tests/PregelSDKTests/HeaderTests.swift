import Foundation
import Testing

/// The contract that stands in the header's comments, read as a plugin's author reads it.
struct HeaderTests {
    @Test func `every function pointer carries its contract`() throws {
        let functions = try HeaderText.plugin.functionPointers()
        #expect(functions.count > 50, "the header has more functions than \(functions.map(\.name))")
        for function in functions {
            for (tag, values) in HeaderText.tags {
                let found = function.tags[tag] ?? "no such tag"
                #expect(values.contains(found), "\(function.name): [\(tag): \(found)]")
            }
            #expect(Set(function.tags.keys) == Set(HeaderText.tags.keys), "\(function.name): \(function.tags)")
        }
    }

    @Test func `a function pointer without tags is found out`() {
        let text = HeaderText("/* Does it. [thread: any] */\n  void (*run)(void);\n")
        #expect(text.functionPointers().map(\.name) == ["run"])
        #expect(text.functionPointers().first?.tags == ["thread": "any"])
    }

    @Test(arguments: Compiler.found)
    func `the header compiles without a warning`(_ compiler: Compiler) throws {
        let folder = try TemporaryFolder()
        let source = try folder.write(
            "#include \"pregel_plugin.h\"\nint pregel_used = PREGEL_ABI_MAJOR;\n", to: "use.c")
        let flags = ["-Wall", "-Wextra", "-pedantic", "-Werror", "-I", Project.include, "-c", source, "-o"]
        let result = try Shell.run(compiler.command + flags + [folder.path("use.o")])
        #expect(result.status == 0, "\(result.output)")
    }

    @Test(arguments: Compiler.found)
    func `every getter takes what is not there, and texts of the source initialise static data`(
        _ compiler: Compiler
    ) throws {
        let folder = try TemporaryFolder()
        let source = try folder.write(Self.gettersProgram, to: "getters.c")
        let program = folder.path("getters")
        let flags = ["-Wall", "-Wextra", "-pedantic", "-Werror", "-I", Project.include, source, "-o", program]
        let built = try Shell.run(compiler.command + flags)
        try #require(built.status == 0, "\(built.output)")
        #expect(try Shell.run([program]).output == "name 4 key 3 [] [] 7 0.5 1 ok\n")
    }

    private static let gettersProgram = #"""
        #include <stdio.h>
        #include "pregel_plugin.h"
        static const pregel_str name = PREGEL_STR("name");
        static const struct { int number; pregel_str key; } nested = {1, PREGEL_STR("key")};
        int main(void) {
          pregel_member member = {PREGEL_S("n"), pregel_int(7)};
          pregel_value object = pregel_object(&member, 1);
          const pregel_value *none = pregel_get(&object, PREGEL_S("absent"));
          pregel_str text = pregel_text(pregel_get(pregel_at(none, 3), PREGEL_S("deeper")));
          pregel_str number = pregel_text(pregel_get(&object, PREGEL_S("n")));
          printf("%s %zu %s %zu [%.*s] [%.*s] %d %.1f %d %s\n", name.p, name.n, nested.key.p, nested.key.n, (int)text.n,
                 text.n ? text.p : "", (int)number.n, number.n ? number.p : "",
                 (int)pregel_as_int(pregel_get(&object, PREGEL_S("n")), 0), pregel_as_float(none, 0.5),
                 (int)pregel_as_bool(none, true),
                 none == NULL && pregel_cstr(NULL).n == 0 && pregel_as_int(none, -1) == -1 ? "ok" : "wrong");
          return 0;
        }
        """#

    @Test(arguments: Compiler.found.filter { $0.language == .c })
    func `the layouts are what they were`(_ compiler: Compiler) throws {
        let folder = try TemporaryFolder()
        let layout = Project.root.appendingPathComponent("sdk/CPregelABI/pregel_layout.c").path
        let result = try Shell.run(
            compiler.command + ["-I", Project.include, "-c", layout, "-o", folder.path("layout.o")])
        #expect(result.status == 0, "\(result.output)")
    }
}

/// The header, as text.
struct HeaderText {
    struct Function {
        let name: String
        let tags: [String: String]
    }

    /// What may stand in a tag.
    static let tags: [String: Set<String>] = [
        "thread": ["any", "load", "control", "worker", "one-at-a-time"], "blocks": ["yes", "no", "flagged"],
        "borrows": ["until-return", "until-complete", "none"], "since": ["1.0"],
    ]

    static var plugin: HeaderText {
        get throws { HeaderText(try String(contentsOfFile: Project.include + "/pregel_plugin.h", encoding: .utf8)) }
    }

    private let text: String

    init(_ text: String) { self.text = text }

    /// Each function pointer, also as a type, with the comment above it.
    func functionPointers() -> [Function] {
        let pattern = /\(\*\s*(?:PREGEL_NULLABLE\s+|PREGEL_NONNULL\s+)?(\w+)\)\s*\(/
        return text.matches(of: pattern).map { match in
            let name = String(match.output.1)
            let before = text[..<match.range.lowerBound]
            guard let start = before.range(of: "/*", options: .backwards) else {
                return Function(name: name, tags: [:])
            }
            let comment = before[start.lowerBound...].replacing("\n   *", with: "")
            var tags: [String: String] = [:]
            for tag in comment.matches(of: /\[(\w+):\s*([^\]]+)\]/) {
                tags[String(tag.output.1)] = String(tag.output.2)
            }
            return Function(name: name, tags: tags)
        }
    }
}
