import PregelValues

/// An object that a run shows again and again, brought up to date in between, as long as nobody else keeps it.
///
/// `settle` is called before the run lets go of what the object points to: whoever holds the object by then gets it for
/// good, and the run makes another one.
struct Lent<Object: LentOwner>: ~Copyable {
    private var held: Unmanaged<Object>?

    deinit { held?.release() }

    /// The object; `nil` where there is none, or no more.
    @inline(__always)
    var object: Unmanaged<Object>? { held }

    /// Whether there is an object that nobody else holds.
    @inline(__always)
    var isOwn: Bool {
        mutating get {
            guard held != nil else { return false }
            return withUnsafeMutablePointer(to: &held) { held in
                UnsafeMutableRawPointer(held).withMemoryRebound(to: Object?.self, capacity: 1) {
                    isKnownUniquelyReferenced(&$0.pointee)
                }
            }
        }
    }

    /// Shows another object from here on.
    mutating func replace(_ object: Object) {
        settle()
        held?.release()
        held = .passRetained(object)
    }

    /// Gives the object to whoever else holds it.
    ///
    /// - Returns: Whether somebody did: there is none any more.
    @inline(__always)
    @discardableResult
    mutating func settle() -> Bool {
        guard held != nil, !isOwn else { return false }
        giveAway()
        return true
    }

    @inline(never)
    private mutating func giveAway() {
        held?._withUnsafeGuaranteedRef { $0.own() }
        held?.release()
        held = nil
    }
}
