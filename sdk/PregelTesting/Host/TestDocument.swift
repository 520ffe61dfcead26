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
    static func bytes(_ count: Int, _ fill: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) -> OpaquePointer {
        let arena = Arena(capacity: max(count, 1))
        let place = arena.allocate(UInt8.self, count: max(count, 1))
        place.initialize(repeating: 0, count: max(count, 1))
        fill.pointee = place
        var raw = pregel_make_value(UInt8(PREGEL_BYTES), UInt32(count))
        raw.u.bytes = UnsafePointer(place)
        return TestDocument(Value(raw: raw, owner: arena)).retained()
    }
}
