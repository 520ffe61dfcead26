extension Array {
    /// Forgets the elements, and keeps the memory for the next superstep's.
    ///
    /// For the few elements that a superstep has this costs a fraction of what `removeAll(keepingCapacity:)` does.
    mutating func clear() {
        if count > 16 {
            removeAll(keepingCapacity: true)
        } else {
            while !isEmpty { removeLast() }
        }
    }
}

extension Array where Element: AnyObject {
    /// One object, for a use that counts no reference: it must stay in the array for so long, or be held elsewhere.
    @inline(__always)
    func uncounted(_ index: Int) -> Unmanaged<Element> {
        precondition(index >= 0 && index < count, "an index within the array")
        return withUnsafeBytes { $0.assumingMemoryBound(to: Unmanaged<Element>.self)[index] }
    }

    /// Runs `body` with each object. Counts no reference: `body` must leave the array as it is.
    @inline(__always)
    func forEachUncounted(_ body: (Element) -> Void) {
        // To walk an array counts it, also one of nothing.
        if isEmpty { return }
        withUnsafeBytes { bytes in
            for object in bytes.assumingMemoryBound(to: Unmanaged<Element>.self) {
                object._withUnsafeGuaranteedRef(body)
            }
        }
    }
}
