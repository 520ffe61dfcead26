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
