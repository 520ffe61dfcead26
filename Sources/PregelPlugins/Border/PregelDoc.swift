import CPregelABI
import PregelValues

/// A document: a value that a plugin holds by reference counts.
final class PregelDoc {
    let value: Value
    /// The tree's root, in place as long as the document.
    let root: UnsafeMutablePointer<pregel_value>

    init(_ value: Value) {
        self.value = value
        root = .allocate(capacity: 1)
        root.initialize(to: value.raw)
    }

    deinit { root.deallocate() }

    /// The document as the plugin holds it, with one reference more.
    func retained() -> OpaquePointer { OpaquePointer(Unmanaged.passRetained(self).toOpaque()) }

    /// The document behind a plugin's pointer.
    static func of(_ pointer: OpaquePointer) -> PregelDoc {
        Unmanaged<PregelDoc>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue()
    }
}
