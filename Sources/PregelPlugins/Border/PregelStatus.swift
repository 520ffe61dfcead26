import CPregelABI

/// The statuses of the border, as the type that functions return.
enum PregelStatus {
    static let ok = pregel_status(PREGEL_OK)
    static let pending = pregel_status(PREGEL_PENDING)
    static let interrupted = pregel_status(PREGEL_INTERRUPTED)
    static let absent = pregel_status(PREGEL_ABSENT)
    static let failed = pregel_status(PREGEL_FAILED)
    static let invalid = pregel_status(PREGEL_INVALID)
    static let denied = pregel_status(PREGEL_DENIED)
    static let cancelled = pregel_status(PREGEL_CANCELLED)
    static let unsupported = pregel_status(PREGEL_UNSUPPORTED)
    static let stale = pregel_status(PREGEL_STALE)
    static let noMemory = pregel_status(PREGEL_NO_MEMORY)
}

extension pregel_str {
    /// The bytes, where they are; none where the length cannot be one.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: p, count: isSound ? n : 0) }

    /// Whether the pointer and the length can be a text's: the border counts the bytes of a text in 32 bits.
    @inline(__always)
    var isSound: Bool { p == nil ? n == 0 : UInt(bitPattern: n) <= UInt(UInt32.max) }

    /// A copy as a string; broken UTF-8 is replaced.
    var string: String { String(decoding: bytes, as: UTF8.self) }

    /// The text, cut where it is longer than anybody reads: for messages, which are copied without being measured.
    var told: String {
        let bytes = bytes
        let most = 1 << 16
        guard bytes.count > most else { return string }
        return String(decoding: bytes.prefix(most), as: UTF8.self) + "… (\(bytes.count - most) more bytes)"
    }
}

extension pregel_task_v1 {
    /// A task with nothing in it; its input must be set before it is handed on.
    static var blank: pregel_task_v1 {
        pregel_task_v1(
            size: UInt32(MemoryLayout<pregel_task_v1>.size), attempt: 1, call: 0, step: 0, deadline_ns: 0,
            node: pregel_str(), input: UnsafePointer(bitPattern: 8).unsafelyUnwrapped, error: nil)
    }
}
