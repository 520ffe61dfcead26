import CPregelABI
import Glibc
import PregelValues

/// Verdicts by what is in the file, so that a file is tried once, and a changed one again.
///
/// Kept under the user's cache folder; where that cannot be written, nothing is kept, which only costs time.
package struct ProbeCache: Sendable {
    private let folder: String?

    /// - Parameter folder: Where to keep verdicts; made when it is first needed. `nil` keeps none.
    package init(folder: String?) { self.folder = folder }

    /// The cache of this user.
    package static var standard: ProbeCache {
        let set = getenv("XDG_CACHE_HOME").map { String(cString: $0) } ?? ""
        let home = getenv("HOME").map { String(cString: $0) } ?? ""
        // A folder that others may write to would let them speak for a plugin: without a home nothing is kept.
        let base = set.hasPrefix("/") ? set : home.hasPrefix("/") ? home + "/.cache" : nil
        return ProbeCache(folder: base.map { $0 + "/pregel-host/probes" })
    }

    /// The verdict on a file with this hash.
    package func verdict(_ hash: String) -> ProbeVerdict? {
        guard let path = path(hash), let file = try? MappedFile(path), let saved = try? Value(json: file.bytes) else {
            return nil
        }
        if saved["harmless"]?.bool == true { return .harmless }
        guard let how = saved["how"]?.string else { return nil }
        return .harmful(how: how, tail: saved["tail"]?.items.compactMap(\.string) ?? [])
    }

    /// Keeps a verdict: written beside and moved into place, so that no reader sees half of it.
    package func keep(_ verdict: ProbeVerdict, _ hash: String) {
        let value: Value
        switch verdict {
        case .harmless: value = ["harmless": true]
        case .harmful(let how, let tail): value = ["how": Value(how), "tail": .array(tail.map { Value($0) })]
        }
        guard let folder, let path = path(hash) else { return }
        makeFolder(folder)
        let beside = path + ".\(getpid())"
        let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        let text = Array(value.json().utf8)
        let written = text.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        close(descriptor)
        if written == text.count { rename(beside, path) } else { unlink(beside) }
    }

    /// Forgets the verdict on a file, so that it is tried again.
    package func forget(_ hash: String) {
        if let path = path(hash) { unlink(path) }
    }

    /// A verdict holds for one content and one ABI of the host.
    private func path(_ hash: String) -> String? {
        folder.map { "\($0)/\(hash)-abi\(PREGEL_ABI_MAJOR).\(PREGEL_ABI_MINOR).json" }
    }

    private func makeFolder(_ folder: String) {
        var made = ""
        for part in folder.split(separator: "/") {
            made += "/" + part
            mkdir(made, 0o700)
        }
    }
}
