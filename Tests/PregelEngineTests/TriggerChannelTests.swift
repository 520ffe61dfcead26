import PregelValues
import Testing

@testable import PregelEngine

/// The channels that the compiler makes: joins and the triggers of deferred nodes.
@Suite struct TriggerChannelTests {
    // MARK: NamedBarrierValue (CH-9)

    @Test func `a join is available once it has seen each member`() throws {  // CH-9
        let join = Probe(.barrier(NamedBarrier(members: 2)))
        #expect(try join.update([0]))
        #expect(join.value == nil)
        #expect(try !join.update([0]))
        #expect(try !join.update([]))
        #expect(try join.update([1]))
        #expect(join.value == .some(.null))
        #expect(join.consume())
        #expect(join.value == nil)
        #expect(!join.consume())
    }

    @Test func `an incomplete join cannot be consumed`() throws {  // CH-9
        let join = Probe(.barrier(NamedBarrier(members: 2)))
        _ = try join.update([1])
        #expect(!join.consume())
        _ = try join.update([0])
        #expect(join.value != nil)
    }

    @Test func `a join refuses whoever is no member`() throws {  // CH-9
        let join = Probe(.barrier(NamedBarrier(members: 2)))
        for stranger: Value in [2, -1, "a", .null] {
            #expect(join.refusal(of: [stranger]) == .invalidUpdate)
        }
        #expect(join.checkpoint == [])
    }

    @Test(arguments: [[0, 1, 2], [2, 0, 1], [1, 1, 0, 0, 2]])
    func `a join hears of many members at once, in any order, as of each by itself`(members: [Int]) throws {  // CH-9
        let (together, apart) = (Probe(.barrier(NamedBarrier(members: 3))), Probe(.barrier(NamedBarrier(members: 3))))
        #expect(together.signal(Array(members.dropLast())))
        for member in members.dropLast() { _ = apart.signal([member]) }
        #expect(together.checkpoint == apart.checkpoint)
        #expect(together.signal(members))
        #expect(together.value == .some(.null))
        #expect(!together.signal(members))
        #expect(together.consume())
    }

    @Test func `a signal of no member, or to what is no join, changes nothing`() {
        let join = Probe(.barrier(NamedBarrier(members: 2)))
        #expect(!join.signal([-1, 2]))
        #expect(join.checkpoint == [])
        #expect(!Probe(.trigger).signal([0]))
        #expect(!Probe(.lastValue).signal([0]))
    }

    // MARK: NamedBarrierValueAfterFinish (CH-10)

    @Test func `a deferred join waits for the end of the run besides`() throws {  // CH-10
        let join = Probe(.barrier(NamedBarrier(members: 2, deferred: true)))
        #expect(try join.update([0]))
        #expect(!join.finish())
        #expect(try join.update([1]))
        #expect(join.value == nil)
        #expect(join.finish())
        #expect(!join.finish())
        #expect(join.value == .some(.null))
        #expect(join.consume())
        #expect(join.value == nil)
        #expect(!join.finish())
    }

    // MARK: LastValueAfterFinish (CH-11)

    @Test func `a deferred trigger is available at the end alone, and each write takes that back`() throws {  // CH-11
        let trigger = Probe(.deferredTrigger)
        #expect(!trigger.finish())
        #expect(try trigger.update([1, 2]))
        #expect(trigger.value == nil)
        #expect(!trigger.consume())
        #expect(trigger.finish())
        #expect(trigger.value == 2)
        #expect(try !trigger.update([]))
        #expect(trigger.value == 2)
        #expect(try trigger.update([3]))
        #expect(trigger.value == nil)
        #expect(trigger.finish())
        #expect(trigger.consume())
        #expect(trigger.value == nil)
        #expect(!trigger.finish())
    }

    @Test func `other channels have nothing to consume or finish`() throws {  // CH-14
        for kind in [ChannelKind.lastValue, .anyValue, .ephemeral(), .untracked(), .topic(), .reduce(.sum)] {
            let channel = Probe(kind)
            _ = try channel.update([1])
            let before = channel.value
            #expect(!channel.consume())
            #expect(!channel.finish())
            #expect(channel.value == before)
            #expect(!channel.isFinishable)
        }
    }

    // MARK: Checkpoints

    @Test(arguments: [
        ChannelKind.lastValue, .anyValue, .ephemeral(), .topic(), .topic(accumulate: true), .reduce(.append),
        .reduce(.max),
    ])
    func `a channel comes back from its checkpoint as it was`(kind: ChannelKind) throws {
        let fresh = ChannelCell(kind)
        let empty = Probe(kind)
        empty.restore(fresh.checkpoint)
        #expect(empty.value == fresh.value)
        let written = Probe(fresh)
        _ = try written.update([["x"]])
        let restored = Probe(fresh)
        restored.restore(written.checkpoint)
        #expect(restored.value == written.value)
        #expect(restored.value != nil)
    }

    @Test func `a reduced channel that a checkpoint does not have starts again from its zero`() throws {
        let channel = Probe(.reduce(.sum, initial: 2))
        _ = try channel.update([5])
        channel.restore(nil)
        #expect(channel.value == 2)
    }

    @Test func `an untracked channel is empty after a restore, whatever is given`() {  // CH-12
        let channel = Probe(.untracked())
        channel.restore(5)
        #expect(channel.value == nil)
    }

    @Test(arguments: [false, true], [[], [1], [0, 1]] as [[Value]])
    func `a join comes back with the members it has seen`(isDeferred: Bool, members: [Value]) throws {
        let fresh = NamedBarrier(members: 2, deferred: isDeferred)
        let join = Probe(.barrier(fresh))
        _ = try join.update(members)
        _ = join.finish()
        let restored = Probe(.barrier(fresh))
        restored.restore(join.checkpoint)
        #expect(restored.value == join.value)
        #expect(restored.checkpoint == join.checkpoint)
        #expect(restored.consume() == (members.count == 2))
    }

    @Test(arguments: [false, true])
    func `a deferred trigger comes back with whether it was finished`(isFinished: Bool) throws {
        let trigger = Probe(.deferredTrigger)
        #expect(trigger.checkpoint == nil)
        _ = try trigger.update([.null])
        if isFinished { _ = trigger.finish() }
        let restored = Probe(.deferredTrigger)
        restored.restore(trigger.checkpoint)
        #expect((restored.value != nil) == isFinished)
        #expect(restored.consume() == isFinished)
        #expect(restored.finish() == !isFinished)
    }

    @Test func `a checkpoint of another shape does not break a join or a trigger`() {
        for saved: Value in [.null, 3, "x", [7, "b"], [[9, .null], 3], [:]] {
            for isDeferred in [false, true] {
                let join = Probe(.barrier(NamedBarrier(members: 2, deferred: isDeferred)))
                join.restore(saved)
                #expect(join.value == nil)
            }
            let trigger = Probe(.deferredTrigger)
            trigger.restore(saved)
            #expect(trigger.value == nil)
        }
    }
}
