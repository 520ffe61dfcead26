extension Run {
    /// How many quiet ends of attempts the driver waits for: with fewer of them nothing can go on.
    ///
    /// One, where an end is shown or saved at once, or makes room for another task; or where nested graphs run side by side.
    var awaitedEnds: Int {
        guard phase == .running, failure == nil, nextSlot >= slots.count, options.streamed.isEmpty, saver == nil,
            options.cache == nil
        else { return 1 }
        guard graph.hasNested else { return Run.share(of: outstanding) }
        return slots.count == 1 ? slots[0].child?.awaitedEnds ?? outstanding : 1
    }

    /// As many of the ends that are missing as are worth waking for: all of a few, a part of many, so that the last ones find
    /// the others counted.
    private static func share(of missing: Int) -> Int { min(missing, max(16, missing / 4)) }
}
