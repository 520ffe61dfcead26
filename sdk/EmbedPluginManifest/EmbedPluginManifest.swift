import Foundation
import PackagePlugin

/// Compiles a target's `plugin.json` into it: as the ELF section that the host reads, and as the entry it calls.
///
/// The work is a few lines of shell, so that a package that uses it builds no tool first. The file's bytes become rows of
/// eight 64-bit words, which the compiler reads forty times faster than single bytes; spaces, which JSON allows at its
/// end, fill up the last row.
@main
struct EmbedPluginManifest: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let manifest = target.directoryURL.appendingPathComponent("plugin.json")
        guard FileManager.default.fileExists(atPath: manifest.path) else {
            Diagnostics.error("target \"\(target.name)\" has no plugin.json: add one to \(target.directoryURL.path)")
            return []
        }
        let source = context.pluginWorkDirectoryURL.appendingPathComponent("PluginManifest.swift")
        return [
            .buildCommand(
                displayName: "Embedding plugin.json of \(target.name)", executable: URL(fileURLWithPath: "/bin/sh"),
                arguments: ["-c", EmbedPluginManifest.script, "embed", manifest.path, source.path],
                inputFiles: [manifest], outputFiles: [source])
        ]
    }

    /// `$1`: the JSON file; `$2`: the Swift file that is made of it.
    static let script = #"""
        set -eu
        size=$(wc -c < "$1")
        [ "$size" -gt 0 ] || { echo "$1 is empty" >&2; exit 1; }
        pad=$(( (64 - size % 64) % 64 ))
        {
          printf '// Made of plugin.json by EmbedPluginManifest.\nimport PregelSDK\n\n'
          printf '@section("pregel.manifest") @used\n'
          printf 'private let manifest: InlineArray<%d, InlineArray<8, UInt64>> = [\n' $(( (size + pad) / 64 ))
          { cat "$1"; printf '%*s' $pad ''; } | od -An -v -t x8 -w64 \
            | sed 's/ \([0-9a-f]*\)/0x\1,/g; s/^/    [/; s/,$/],/'
          printf ']\n\n'
          printf '/// What the host calls once to get the plugin.\n'
          printf '@c(pregel_plugin_entry_v1)\n'
          printf 'public func pregelPluginEntry(_ host: UnsafeRawPointer, _ call: UInt64) -> UnsafeRawPointer? {\n'
          printf '    withUnsafeBytes(of: manifest) { plugin.enter(host: host, call: call, manifest: $0) }\n'
          printf '}\n'
        } > "$2"
        """#
}
