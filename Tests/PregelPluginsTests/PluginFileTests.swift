import Foundation
import PregelDiagnostics
import PregelManifest
import PregelPlugins
import Testing

/// What is no plugin, and what its file says.
@Suite struct PluginFileTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func refusal(_ path: String) -> Diagnostic? {
        do throws(Diagnostic) {
            _ = try PluginFile(path)
            return nil
        } catch {
            return error
        }
    }

    private func message(_ bytes: some Sequence<UInt8>) throws -> String {
        let path = try folder.write(bytes, to: "file.so")
        return (refusal(path)?.message ?? "no refusal").replacingOccurrences(of: path, with: "FILE")
    }

    /// A sound plugin's bytes, changed.
    private func patched(_ change: (inout [UInt8]) -> Void) throws -> [UInt8] {
        var bytes = try Self.sound.get()
        change(&bytes)
        return bytes
    }

    private static let sound = Result {
        let plugin = try CPlugin(identity: CPlugin.oneNode, NodeSource.nothing + CPlugin.table())
        return try [UInt8](Data(contentsOf: URL(fileURLWithPath: plugin.path)))
    }

    @Test func `a file that is no ELF file is told as what it is`() throws {
        #expect(try message([]) == "FILE is empty, not a plugin")
        #expect(try message("hello".utf8) == "FILE is not an ELF file, so it is no plugin")
        #expect(try message("GROUP ( /lib/libc.so.6 )\n".utf8) == "FILE is a linker script, not a plugin")
    }

    @Test func `a file for another machine is refused with both machines`() throws {
        #if arch(x86_64)
        let (other, name, own) = (UInt8(183), "aarch64", "x86-64")
        #else
        let (other, name, own) = (UInt8(62), "x86-64", "aarch64")
        #endif
        #expect(try message(patched { $0[18] = other }) == "FILE is built for \(name); this host runs on \(own)")
        #expect(try message(patched { $0[4] = 1 }) == "FILE is a 32-bit file; this host is 64-bit")
        #expect(try message(patched { $0[5] = 2 }) == "FILE is a big-endian file; this host is little-endian")
    }

    @Test func `an executable and an object file are no shared objects`() throws {
        #expect(try message(patched { $0[16] = 2 }) == "FILE is an executable, not a shared object")
        #expect(try message(patched { $0[16] = 1 }) == "FILE is an object file, not a shared object")
    }

    @Test func `a file that was cut short is told so`() throws {
        let whole = try Self.sound.get()
        for count in [5, 63, 64, 1000, whole.count / 2, whole.count - 1] {
            #expect(
                try message(whole.prefix(count)) == "FILE is cut short: its ELF headers point beyond its end",
                "\(count)")
        }
    }

    @Test(arguments: [40, 58, 60, 62])
    func `headers that point anywhere are never followed there`(place: Int) throws {
        let told = try message(patched { for byte in place..<place + 2 { $0[byte] = 0xFF } })
        #expect(told == "FILE is cut short: its ELF headers point beyond its end" || told.contains("is no plugin"))
        let wild = try message(patched { for byte in 40..<48 { $0[byte] = 0xFF } })
        #expect(wild == "FILE is cut short: its ELF headers point beyond its end")
    }

    @Test func `no change of a file's bytes ends the process`() throws {
        let whole = try Self.sound.get()
        var random = SystemRandomNumberGenerator()
        let headers = whole.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 40, as: Int.self) }
        for _ in 0..<2_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: Bool.random() ? 0..<64 : headers..<whole.count, using: &random)
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            }
            bytes.withUnsafeBytes { bytes in
                guard let file = try? ELFFile(bytes) else { return }
                let names = file.exportedSymbols.count + file.neededLibraries.count
                #expect(names <= bytes.count && (file.section("pregel.manifest")?.count ?? 0) <= bytes.count)
            }
        }
    }

    @Test func `a shared object without an identity is no plugin`() throws {
        let other = try CPlugin(identity: nil, "int answer(void) { return 42; }")
        #expect(
            refusal(other.path)?.message == "\(other.path) is no plugin: it has no section \"pregel.manifest\"")
        #expect(refusal(other.path)?.exit == .plugin)
    }

    @Test func `an identity that was added to a built library is read`() throws {
        let other = try CPlugin(identity: nil, NodeSource.nothing + CPlugin.table())
        let json = try folder.write(CPlugin.oneNode.utf8, to: "plugin.json")
        let added = try CPlugin.run(
            "/usr/bin/env", ["objcopy", "--add-section", "pregel.manifest=\(json)", other.path])
        try #require(added.status == 0, "\(added.output)")
        #expect(try PluginFile(other.path).manifest.identity.id == "org.example.fixture")
    }

    @Test func `a folder, a pipe and nothing at all are told apart`() throws {
        #expect(refusal(folder.path)?.message == "the plugin \(folder.path) cannot be read: it is a directory")
        let pipe = folder.path + "/pipe.so"
        try #require(mkfifo(pipe, 0o600) == 0)
        #expect(refusal(pipe)?.message == "the plugin \(pipe) cannot be read: it is no plain file")
        let nothing = folder.path + "/nothing.so"
        #expect(refusal(nothing)?.message == "the plugin \(nothing) cannot be read: No such file or directory")
    }

    @Test func `the libraries and symbols of a file are read without loading it`() throws {
        let plugin = try CPlugin(
            identity: CPlugin.oneNode, NodeSource.nothing + CPlugin.table() + "PREGEL_EXPORT int extra = 1;",
            flags: ["-Wl,--no-as-needed", "-lm"])
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: plugin.path)))
        let elf = try bytes.withUnsafeBytes { bytes in
            let elf = try ELFFile(bytes)
            return (neededLibraries: elf.neededLibraries, exportedSymbols: elf.exportedSymbols)
        }
        #expect(elf.neededLibraries.contains("libm.so.6"))
        #expect(elf.exportedSymbols.sorted() == ["extra", "pregel_plugin_entry_v1"])
    }

    @Test func `names that are longer than any are cut, so that none costs more than others`() throws {
        let name = String(repeating: "n", count: 5000)
        let plugin = try CPlugin(
            identity: CPlugin.oneNode, NodeSource.nothing + CPlugin.table() + "PREGEL_EXPORT int \(name) = 1;")
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: plugin.path)))
        let symbols = bytes.withUnsafeBytes { (try? ELFFile($0))?.exportedSymbols }
        #expect(symbols?.sorted() == [String(repeating: "n", count: 1024), "pregel_plugin_entry_v1"])
    }
}
