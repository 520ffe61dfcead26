import CHostSystem
import CPregelABI
import Glibc
import PregelValues

/// Verdicts by what is in the file, so that a file is tried once, and a changed one again.
///
/// Kept under the user's cache folder; where that cannot be written, or others may write it, nothing is kept or believed, which
/// only costs time.
package struct ProbeCache: Sendable {
    private let folder: String?
    /// A folder that must be there: what is below is made where it is missing.
    private let base: String

    /// - Parameters:
    ///   - folder: Where to keep verdicts; made when it is first needed. `nil` keeps none.
    ///   - base: A folder above it that is not made.
    package init(folder: String?, in base: String = "/") {
        self.folder = folder
        self.base = base
    }

    /// The cache of this user.
    package static var standard: ProbeCache {
        let set = getenv("XDG_CACHE_HOME").map { String(cString: $0) } ?? ""
        let home = getenv("HOME").map { String(cString: $0) } ?? ""
        // A folder that others may write to would let them speak for a plugin: without a home nothing is kept.
        if set.hasPrefix("/") { return ProbeCache(folder: set + "/pregel-host/probes") }
        // Whoever has a home that is not there, as services do, wants none.
        return ProbeCache(folder: home.hasPrefix("/") ? home + "/.cache/pregel-host/probes" : nil, in: home)
    }

    // MARK: Reading

    /// The verdict on a file with this hash.
    package func verdict(_ hash: String) -> ProbeVerdict? {
        guard let saved = saved(name(hash)) else { return nil }
        if saved["harmless"]?.bool == true { return .harmless }
        guard let how = saved["how"]?.string else { return nil }
        return .harmful(how: how, tail: saved["tail"]?.items.compactMap(\.string) ?? [])
    }

    /// How a file did harm that the system says is still what was tried; it is not read. For lists: what is loaded is known
    /// by its content.
    func harm(of file: PluginFile) -> String? {
        guard let hash = saved(name(file.stamp))?["sha256"]?.string, case .harmful(let how, _) = verdict(hash) else {
            return nil
        }
        return how
    }

    private func saved(_ name: String) -> Value? {
        guard let folder, isOurs(folder), let bytes = OpenFile.content(folder + "/" + name, atMost: 1 << 20) else {
            return nil
        }
        return bytes.withUnsafeBytes { try? Value(json: $0) }
    }

    // MARK: Writing

    /// Keeps a verdict.
    package func keep(_ verdict: ProbeVerdict, of file: PluginFile) {
        guard let hash = try? file.sealed().sha256, let folder, FileStatus.isFolder(base) else { return }
        makeFolder(folder)
        guard isOurs(folder) else { return }
        removeLeftovers(of: folder)
        switch verdict {
        case .harmless: write(["harmless": true], to: folder + "/" + name(hash))
        case .harmful(let how, let tail):
            write(["how": Value(how), "tail": .array(tail.map { Value($0) })], to: folder + "/" + name(hash))
            write(["sha256": Value(hash)], to: folder + "/" + name(file.stamp))
        }
    }

    /// Forgets the verdict on a file, so that it is tried again.
    package func forget(_ file: PluginFile) {
        guard let folder, let hash = try? file.sealed().sha256 else { return }
        for name in [name(hash), name(file.stamp)] { unlink(folder + "/" + name) }
    }

    /// A verdict holds for one content and one ABI of the host.
    private func name(_ hash: String) -> String { "\(hash)-abi\(PREGEL_ABI_MAJOR).\(PREGEL_ABI_MINOR).json" }

    private func name(_ stamp: FileStamp) -> String { "file-\(stamp.text).json" }

    /// Writes beside and moves into place, so that no reader sees half of it. What cannot be written is not there.
    private func write(_ value: Value, to path: String) {
        let beside = path + ".\(getpid())"
        let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return }
        let text = Array(value.json().utf8)
        let isWritten = host_write(descriptor, text, text.count) == 0
        // Some file systems tell only now that there is no room.
        let isClosed = close(descriptor) == 0
        if !isWritten || !isClosed || rename(beside, path) != 0 { unlink(beside) }
    }

    /// Removes what processes that were ended while they wrote have left behind.
    private func removeLeftovers(of folder: String) {
        for name in PluginSearch.names(in: folder) {
            let parts = name.split(separator: ".")
            guard parts.count > 2, parts[parts.count - 2] == "json", let process = pid_t(parts[parts.count - 1]) else {
                continue
            }
            if kill(process, 0) != 0, errno == ESRCH { unlink(folder + "/" + name) }
        }
    }

    // MARK: The folder

    private func isOurs(_ folder: String) -> Bool {
        guard let status = try? FileStatus(at: folder) else { return false }
        return status.isFolder && status.owner == geteuid() && status.writers.isEmpty
    }

    private func makeFolder(_ folder: String) {
        var made = ""
        for part in folder.split(separator: "/") {
            made += "/" + part
            if !FileStatus.isFolder(made) { mkdir(made, 0o700) }
        }
    }
}
