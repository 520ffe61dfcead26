/// The memory of a value that is lent what it points to: it keeps none of that alive until `own` is called.
///
/// Whoever lends it, a run with its channels, calls `own` before it lets go of what the memory points to, if anybody else
/// holds the object by then. Where nobody does, the object is brought up to date and shown again, and no reference was
/// counted.
package protocol LentOwner: ValueOwner {
    /// From here on it keeps alive what it points to, all of which must be alive still.
    func own()
}
