internal import Synchronization

/// What somebody knows about the items of a list that grows, kept with the memory that it grows in and freed with it.
///
/// The list's past and its branches share that memory and the notes: what is noted of a place holds for all of them that
/// reach so far. Notes hold none of the items, which would keep the memory alive for ever.
open class ListNotes: @unchecked Sendable {
    package init() {}
}

extension Value {
    /// The notes on this list's memory, made where there are none; `nil` where the list has not grown, or where the notes
    /// are somebody else's.
    package func notes<Notes: ListNotes>(_ make: () -> Notes) -> Notes? {
        guard kind == .array, let block = appendBlock, block.holds(raw) else { return nil }
        return (block.notes.load() ?? block.notes.storeIfNil(make())) as? Notes
    }
}
