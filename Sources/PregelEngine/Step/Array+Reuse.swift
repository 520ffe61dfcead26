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
    /// Runs `body` with one object. Counts no reference: `body` must leave it in the array.
    @inline(__always)
    func withUncounted<R>(_ index: Int, _ body: (Element) -> R) -> R {
        precondition(index >= 0 && index < count, "an index within the array")
        let object = withUnsafeBytes { $0.assumingMemoryBound(to: Unmanaged<Element>.self)[index] }
        return object._withUnsafeGuaranteedRef(body)
    }

    /// Runs `body` with each object. Counts no reference: `body` must leave the array as it is.
    @inline(__always)
    func forEachUncounted(_ body: (Element) -> Void) {
        withUnsafeBytes { bytes in
            for object in bytes.assumingMemoryBound(to: Unmanaged<Element>.self) {
                object._withUnsafeGuaranteedRef(body)
            }
        }
    }
}
