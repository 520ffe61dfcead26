internal import CPregelABI
internal import PregelValues

/// A document of the test double.
final class TestDocument: @unchecked Sendable {
    let value: Value
    let root: UnsafeMutablePointer<pregel_value>

    init(_ value: Value) {
        self.value = value
        root = .allocate(capacity: 1)
        root.initialize(to: value.raw)
    }

    deinit { root.deallocate() }

    func retained() -> OpaquePointer { OpaquePointer(Unmanaged.passRetained(self).toOpaque()) }

    static func of(_ doc: OpaquePointer) -> Unmanaged<TestDocument> {
        Unmanaged<TestDocument>.fromOpaque(UnsafeRawPointer(doc))
    }

    /// A BYTES document that its maker fills.
    static func bytes(_ count: Int, _ fill: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) -> OpaquePointer? {
        guard let (value, place) = Value.zeroedBytes(count: count) else { return nil }
        fill.pointee = place
        return TestDocument(value).retained()
    }
}
