/// The system gives no more threads, and without one the thing cannot be done.
package struct NoThreads: Error, CustomStringConvertible {
    /// What needed one.
    package let purpose: String

    package init(_ purpose: String) { self.purpose = purpose }

    package var description: String { "\(purpose): the system gives no more threads" }
}
