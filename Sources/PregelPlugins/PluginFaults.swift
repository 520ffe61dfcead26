import PregelDiagnostics
import PregelManifest
import PregelValues

/// Every way in which a plugin is refused, in words: what, where, both values, the fix.
enum PluginFaults {
    static func unreadable(_ path: String, _ reason: String) -> Diagnostic {
        make(
            "plugin.unreadable", "the plugin \(path) cannot be read: \(reason)",
            fix: "check the path and its permissions")
    }

    static func tooLarge(_ path: String) -> Diagnostic {
        make(
            "plugin.too-large", "the plugin \(path) is larger than a plugin may be: \(SealedFile.mostBytes >> 30) GiB",
            fix: "build it without what it does not need, or have it read large data from a file of its own")
    }

    /// The file could not be taken over as a whole.
    static func unsealed(_ path: String, _ refusal: SealedFile.Refusal) -> Diagnostic {
        switch refusal {
        case .unreadable(let refusal): return unreadable(path, refusal.reason)
        case .tooLarge: return tooLarge(path)
        case .busy: return replaced(path)
        case .limited:
            return uncopied(
                path, "it is larger than the files that this process may write", fix: "raise the limit: ulimit -f")
        case .unavailable(let reason):
            return uncopied(
                path, reason,
                fix:
                    "see that this user may make and execute such files (memfd_create; sysctl vm.memfd_noexec), and that "
                    + "there is memory")
        }
    }

    private static func uncopied(_ path: String, _ reason: String, fix: String) -> Diagnostic {
        make(
            "plugin.unreadable", "the plugin \(path) cannot be read into a file in memory: \(reason)",
            notes: ["a plugin is loaded from a sealed copy in memory, so that what is checked is what runs"], fix: fix)
    }

    static func notLoadable(_ path: String, _ fault: ELFFile.Fault) -> Diagnostic {
        let build = "build it as a shared object: -shared -fPIC, or a dynamic library product"
        switch fault {
        case .empty: return make("plugin.not-elf", "\(path) is empty, not a plugin", fix: build)
        case .notELF: return make("plugin.not-elf", "\(path) is not an ELF file, so it is no plugin", fix: build)
        case .linkerScript:
            return make(
                "plugin.not-elf", "\(path) is a linker script, not a plugin", fix: "name the file that it points to")
        case .truncated:
            return make(
                "plugin.truncated", "\(path) is cut short: its ELF headers point beyond its end",
                fix: "copy or build it again")
        case .wrongClass:
            return make(
                "plugin.wrong-machine", "\(path) is a 32-bit file; this host is 64-bit",
                fix: "build it for this machine")
        case .wrongOrder:
            return make(
                "plugin.wrong-machine", "\(path) is a big-endian file; this host is little-endian",
                fix: "build it for this machine")
        case .wrongMachine(let found, let expected):
            return make(
                "plugin.wrong-machine", "\(path) is built for \(found); this host runs on \(expected)",
                fix: "build it for \(expected)")
        case .wrongType(let type): return make("plugin.not-elf", "\(path) is \(type), not a shared object", fix: build)
        }
    }

    static func noIdentity(_ path: String) -> Diagnostic {
        make(
            "plugin.no-identity", "\(path) is no plugin: it has no section \"\(PluginFile.section)\"",
            fix:
                "put PREGEL_MANIFEST(\"{…}\") into a C plugin; a Swift plugin gets it from plugin.json by the build plugin "
                + "EmbedPluginManifest")
    }

    static func brokenIdentity(_ path: String, _ faults: [String]) -> Diagnostic {
        make(
            "plugin.broken-identity", "the identity in \(path) is not valid", notes: faults,
            fix: "correct its plugin.json")
    }

    static func abi(_ path: String, needs: String, has: String, fix: String) -> Diagnostic {
        make("plugin.abi", "the plugin \(path) needs ABI \(needs); this host has \(has)", fix: fix)
    }

    static func notFound(
        _ what: String, tried: [String], nearest: String?, notes: [String] = [], fix: String? = nil
    ) -> Diagnostic {
        make(
            "plugin.not-found", "\(what) was not found",
            notes: tried.map { "tried: \($0)" } + notes + (nearest.map { ["the nearest that is there: \($0)"] } ?? []),
            fix: fix
                ?? "give its folder with --plugin-path or PREGEL_PLUGIN_PATH, or its file with --plugin ALIAS=FILE")
    }

    static func otherIdentity(_ file: PluginFile, wanted: String, alias: String) -> Diagnostic {
        make(
            "plugin.other-identity",
            "the plugin \(file.path) is not the one that the manifest names \(Wording.quoted(alias))",
            notes: ["the manifest asks for: \(wanted)", "the file is:           \(file.manifest.identity.id)"],
            fix: "give the file of \(wanted), or write \(Wording.quoted(file.manifest.identity.id)) into the manifest")
    }

    static func versionOutOfRange(
        _ file: PluginFile, _ version: SemanticVersion, _ range: VersionRange, at location: FileLocation
    ) -> Diagnostic {
        var told = make(
            "plugin.version-out-of-range",
            "the plugin \(Wording.quoted(file.manifest.identity.id)) has the version \(version), the manifest requires "
                + "\(range)", notes: [], fix: "install a version in the range, or change \"require\"")
        told.location = location
        return told
    }

    static func wrongHash(_ path: String, expected: String, found: String) -> Diagnostic {
        make(
            "plugin.hash", "the plugin \(path) is not the file that the manifest pins",
            notes: ["expected sha256: \(expected)", "found sha256:    \(found)"],
            fix: "restore the pinned file, or pin this one if you trust it")
    }

    static func missingGrants(
        _ id: String, missing: PluginEntry.Grants, given: PluginEntry.Grants, folder: String
    ) -> Diagnostic {
        let whole = given.adding(missing, folder: folder)
        let isPart = !missing.filesystem.isEmpty && !given.filesystem.isEmpty
        return make(
            "plugin.grants",
            "the plugin \"\(id)\" needs what it is not granted: \(missing.words.joined(separator: ", "))",
            notes: isPart
                ? ["granted: \(given.words.joined(separator: ", ")); what is granted must cover what it declares"] : [],
            fix: "if you trust it, write \"grants\": \(whole.json.json()) into the plugin's entry")
    }

    static func missingExtension(_ id: String, _ name: String) -> Diagnostic {
        make(
            "plugin.extension", "the plugin \"\(id)\" needs the extension \"\(name)\", which this host does not have",
            fix: "use a newer host")
    }

    /// What the loader said, in words that are the user's.
    static func dlopen(_ path: String, _ words: String) -> Diagnostic {
        // The loader knows it by the descriptor of its copy in memory.
        let file = words.prefix { $0 != ":" }
        let words = file.hasPrefix("/proc/self/fd/") ? path + words.dropFirst(file.utf8.count) : words
        if let range = words.firstPlace(of: ": cannot open shared object file") {
            if words.hasPrefix(path + ": ") {
                return make("plugin.load", "the plugin \(path) cannot be loaded", notes: [words], fix: executable)
            }
            let library = words[..<range.lowerBound].split(separator: " ").last.map(String.init) ?? ""
            return missingLibrary(path, library, notes: [words])
        }
        if let range = words.firstPlace(of: "undefined symbol: ") {
            let symbol = words[range.upperBound...].prefix { $0 != " " && $0 != "," }
            return make(
                "plugin.undefined-symbol", "the plugin \(path) uses the symbol \(symbol), which nothing defines",
                notes: [words], fix: "link the library that has it when building the plugin")
        }
        let isForbidden = words.has("failed to map segment")
        return make(
            "plugin.load", "the plugin \(path) cannot be loaded", notes: [words], fix: isForbidden ? executable : nil)
    }

    static func missingLibrary(_ path: String, _ library: String, notes: [String] = []) -> Diagnostic {
        make(
            "plugin.missing-library", "the plugin \(path) needs the library \(library), which is not there",
            notes: notes, fix: "install the package that has \(library)")
    }

    private static let executable =
        "see that /proc is there, and that this user may execute files in memory (sysctl vm.memfd_noexec)"

    static func noEntry(_ path: String) -> Diagnostic {
        make(
            "plugin.no-entry", "the plugin \(path) does not export pregel_plugin_entry_v1",
            fix: "define it with PREGEL_EXPORT, and do not hide it in a version script")
    }

    static func refused(_ path: String, _ words: String) -> Diagnostic {
        make("plugin.refused", "the plugin \(path) refused to be loaded: \(words)", fix: nil)
    }

    static func table(
        _ path: String, _ code: String, _ what: String, expected: String, found: String, fix: String
    ) -> Diagnostic {
        make(
            code, "the plugin \(path) has a wrong \(what)", notes: ["expected: \(expected)", "found:    \(found)"],
            fix: fix)
    }

    static func disagrees(_ path: String, _ faults: [String]) -> Diagnostic {
        make(
            "plugin.disagrees", "the plugin \(path) does not offer what its identity says", notes: faults,
            fix: "make plugin.json and the plugin's table agree, and build it again")
    }

    /// A warning: others decide what runs.
    static func exposed(_ file: PluginFile) -> Diagnostic {
        var told = make(
            "plugin.exposed", "the plugin \(file.path) may be changed by others, who then decide what runs here",
            notes: file.risks, fix: "take the right to write from others (chmod go-w), or use a copy of your own")
        told.severity = .warning
        return told
    }

    /// What was read of a file is not there any more: some plugin closes descriptors that are not its own.
    static func taken(_ path: String) -> Diagnostic {
        let loaded = LoadedPlugins.ids
        return make(
            "plugin.taken", "what was read of the plugin \(path) was closed or replaced, and is not loaded",
            notes: loaded.isEmpty ? [] : ["loaded before: \(loaded.joined(separator: ", "))"],
            fix: "find the plugin that closes descriptors which it has not opened")
    }

    static func tableSchema(_ id: String, _ component: String, _ reason: String) -> Diagnostic {
        make(
            "plugin.table-schema",
            "the config_schema in the table of the component \"\(component)\" of the plugin \"\(id)\" is no JSON Schema",
            notes: [reason], fix: "mend the plugin, or tell its author")
    }

    static func badConfig(_ id: String, _ words: [String]) -> Diagnostic {
        make(
            "plugin.config", "the configuration of the plugin \"\(id)\" was refused",
            notes: words.map { Wording.clean($0) },
            fix: nil)
    }

    static func crashed(_ path: String, _ how: String, _ tail: [String]) -> Diagnostic {
        make(
            "plugin.crashed",
            "the plugin \(path) \(how) while it was loaded for the first time, in a process of its own",
            notes: tail.map { "stderr: \(Wording.clean($0))" },
            fix: "mend the plugin; \"pregel-host plugin check \(path)\" tries again")
    }

    static func untried(_ path: String, _ reason: String) -> Diagnostic {
        make(
            "plugin.untried", "the plugin \(path) could not be tried in a process of its own",
            notes: [reason, "nothing is known of it, so nothing was kept: it is tried again the next time"],
            fix: "see that /proc is there, that this user may start processes, and that nobody ends or waits for them")
    }

    static func replaced(_ path: String) -> Diagnostic {
        make(
            "plugin.replaced", "the plugin \(path) was changed while it was read",
            notes: ["what was checked of it must be what runs, so it has to stay as it is for a moment"],
            fix: "wait until it is built or copied; put a new file in the place of an old one by renaming it")
    }

    static func notThere(_ id: String, _ kind: ComponentKind, _ name: String) -> Diagnostic {
        make("plugin.no-component", "the plugin \"\(id)\" has no \(kind.rawValue) \"\(name)\"", fix: nil)
    }

    static func make(_ code: String, _ message: String, notes: [String] = [], fix: String?) -> Diagnostic {
        Diagnostic(code: code, message: message, notes: notes, fix: fix, exit: .plugin)
    }
}
