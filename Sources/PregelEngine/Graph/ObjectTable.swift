/// Objects by id, in memory that the table's owner frees: finding one counts no reference. The owner keeps the objects.
struct ObjectTable<Object: AnyObject & Sendable>: @unchecked Sendable {
    private let base: UnsafeMutablePointer<Unmanaged<Object>>
    private let count: Int

    init(_ objects: [Object]) {
        base = .allocate(capacity: max(objects.count, 1))
        count = objects.count
        for (id, object) in objects.enumerated() { (base + id).initialize(to: .passUnretained(object)) }
    }

    var indices: Range<Int> { 0..<count }

    /// Runs `body` with an object.
    @inline(__always)
    func with<R, E: Error>(_ id: Int, _ body: (Object) throws(E) -> R) throws(E) -> R {
        precondition(id >= 0 && id < count, "an object of the table")
        let result: Result<R, E> = base[id]._withUnsafeGuaranteedRef { object in
            do throws(E) {
                return .success(try body(object))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Gives the memory back; to be called at its owner's end.
    func free() { base.deallocate() }
}
