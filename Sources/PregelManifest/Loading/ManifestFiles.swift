internal import Glibc

/// Reads files; tests put a dictionary in its place.
package protocol ManifestFiles: Sendable {
    /// The bytes of a file, or why they cannot be had.
    func read(_ path: String) throws(FileFault) -> [UInt8]
}

/// Why a file cannot be read.
package struct FileFault: Error, Sendable, Hashable {
    /// In words: `No such file or directory`.
    package var reason: String

    package init(reason: String) { self.reason = reason }
}

/// The files of this machine.
package struct SystemFiles: ManifestFiles {
    /// No manifest is larger; a device or a pipe may be without end.
    private static let largest = 256 << 20

    package init() {}

    package func read(_ path: String) throws(FileFault) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw Self.fault() }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw Self.fault() }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw FileFault(reason: "it is a folder") }
        guard Int(status.st_size) <= Self.largest else { throw FileFault(reason: "it is too large") }
        return try Self.contents(of: file, expected: Int(status.st_size))
    }

    private static func contents(of file: Int32, expected: Int) throws(FileFault) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(expected)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw fault()
            }
            bytes += buffer[..<count]
            guard bytes.count <= largest else { throw FileFault(reason: "it is too large") }
        }
    }

    private static func fault() -> FileFault {
        FileFault(reason: strerror(errno).map { String(cString: $0) } ?? "error \(errno)")
    }
}
