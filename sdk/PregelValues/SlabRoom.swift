package import CPregelABI

/// Copies small foreign trees into slabs, the newest of which it keeps: many copies, one allocation.
///
/// For trees that mostly live as long as those that are made beside them, as what is appended to a list, merged into an object or
/// sent to a node: each keeps its neighbours, a kilobyte at most. For one thread.
package struct SlabRoom {
    private var slab: Slab?
    private var next: UnsafeMutableRawPointer
    private var end: UnsafeMutableRawPointer

    /// A room without any slab yet.
    package init() {
        slab = nil
        next = SlabRoom.nowhere
        end = SlabRoom.nowhere
    }

    /// Stands in for an address until there is one.
    private static var nowhere: UnsafeMutableRawPointer { UnsafeMutableRawPointer(bitPattern: 8).unsafelyUnwrapped }

    /// A copy of a tree; `nil` where it is not small, or somebody should look closer (`Value(copying:)`).
    @inline(__always)
    package mutating func copy(_ source: UnsafePointer<pregel_value>) -> Value? {
        fill(source) ?? fillAnew(source)
    }

    @inline(__always)
    private mutating func fill(_ source: UnsafePointer<pregel_value>) -> Value? {
        var raw = pregel_value()
        let limit = min(end, next + TreeMemory.smallest)
        let after = withUnsafeMutablePointer(to: &raw) { [next] raw in
            PlainCopy.fill(UnsafeRawPointer(source), to: UnsafeMutableRawPointer(raw), next, limit)
        }
        guard let after else { return nil }
        // A scalar or what is empty has no memory.
        defer { next = after }
        return Value(raw: raw, owner: after == next ? nil : slab)
    }

    /// Goes on in another slab, if that is what the tree wants.
    @inline(never)
    private mutating func fillAnew(_ source: UnsafePointer<pregel_value>) -> Value? {
        guard end - next < TreeMemory.smallest else { return nil }
        let slab = Slab()
        self.slab = slab
        next = slab.place
        end = next + Slab.capacity
        return fill(source)
    }
}
