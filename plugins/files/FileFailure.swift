import Glibc
import PregelSDK

/// Errors of the system, under the names that retry policies know.
enum FileFailure {
    /// Describes the last system call's error.
    static func last(_ path: String, _ code: Int32 = errno) -> NodeError {
        NodeError(
            kind: kind(code), message: "\(path): \(String(cString: strerror(code)))",
            transient: code == EAGAIN || code == EBUSY || code == ETXTBSY,
            detail: ["path": Value(path), "errno": Value(Int(code))])
    }

    private static func kind(_ code: Int32) -> String {
        switch code {
        case ENOENT: "FileNotFoundError"
        case EACCES, EPERM: "PermissionError"
        case EISDIR: "IsADirectoryError"
        case ENOTDIR: "NotADirectoryError"
        case EEXIST: "FileExistsError"
        default: "OSError"
        }
    }
}
