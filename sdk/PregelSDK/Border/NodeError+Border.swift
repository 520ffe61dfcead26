package import CPregelABI
internal import PregelValues

/// A failure as the border has it.
extension NodeError {
    /// Copies what the other side states.
    package init(_ why: UnsafePointer<pregel_failure_v1>) {
        self.init(
            kind: why.pointee.kind.string, bases: NodeError.bases(of: why), message: why.pointee.message.string,
            transient: why.pointee.transient < 0 ? nil : why.pointee.transient > 0,
            detail: why.pointee.detail.flatMap { try? Value(copying: $0) },
            retryAfter: why.pointee.retry_after_ms == 0 ? nil : .milliseconds(why.pointee.retry_after_ms))
    }

    /// The stated bases, which only a failure of this size or more has.
    private static func bases(of why: UnsafePointer<pregel_failure_v1>) -> [String] {
        guard Int(why.pointee.size) >= MemoryLayout<pregel_failure_v1>.size, let bases = why.pointee.bases else {
            return []
        }
        return UnsafeBufferPointer(start: bases, count: Int(why.pointee.n_bases)).map(\.string)
    }

    /// Lends the failure to the host.
    package func withC<R>(_ body: (UnsafePointer<pregel_failure_v1>) -> R) -> R {
        let kind = kind.isEmpty ? "Error" : kind
        return kind.withStr { kindText in
            (message.isEmpty ? kind : message).withStr { message in
                bases.withStrs { bases in
                    withUnsafePointer(to: (detail ?? .null).raw) { detailPlace in
                        var why = pregel_failure_v1()
                        why.size = UInt32(MemoryLayout<pregel_failure_v1>.size)
                        why.transient = transient.map { $0 ? 1 : 0 } ?? -1
                        why.retry_after_ms = retryAfter.map { UInt32(clamping: $0.wholeMilliseconds) } ?? 0
                        why.n_bases = UInt32(bases.count)
                        why.kind = kindText
                        why.message = message
                        why.detail = detail == nil ? nil : detailPlace
                        why.bases = bases.baseAddress
                        return body(&why)
                    }
                }
            }
        }
    }
}
