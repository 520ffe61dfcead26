import PregelValues

/// A channel that is more than one value: a topic, a delta, a join, a deferred trigger.
///
/// Copies share the box until one of them changes, and then it is changed in place.
struct OtherChannel: Sendable {
    private var box: Box

    private final class Box: @unchecked Sendable {
        var channel: any Channel

        init(_ channel: any Channel) { self.channel = channel }
    }

    init(_ channel: any Channel) { box = Box(channel) }

    /// The channel, to look at.
    var channel: any Channel { box.channel }

    /// The channel, to change; boxed again where copies share it.
    mutating func change<R, E: Error>(_ body: (inout any Channel) throws(E) -> R) throws(E) -> R {
        if !isKnownUniquelyReferenced(&box) { box = Box(box.channel) }
        return try body(&box.channel)
    }
}
