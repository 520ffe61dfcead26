import PregelValues
import Testing

@testable import PregelEngine

/// The channels against the verified table of LangGraph's: each line is writes of one superstep.
@Suite struct ChannelTests {
    // MARK: LastValue (CH-3)

    @Test func `a last value keeps its one write, and an unwritten step leaves it`() throws {  // CH-3
        let channel = Probe(.lastValue)
        #expect(channel.value == nil)
        #expect(try channel.update([1]))
        #expect(channel.value == 1)
        #expect(try !channel.update([]))
        #expect(channel.value == 1)
    }

    @Test(arguments: [[2, 2], [1, 2], [1, 2, 3]] as [[Value]])
    func `a last value refuses a second write and stays as it is`(writes: [Value]) throws {  // CH-3
        let channel = Probe(.lastValue)
        _ = try channel.update([7])
        #expect(channel.refusal(of: writes) == .invalidConcurrentUpdate)
        #expect(channel.value == 7)
    }

    @Test func `null is a value and not the absence of one`() throws {  // CH-1
        for kind in [ChannelKind.lastValue, .anyValue, .ephemeral(), .untracked(), .reduce(Reducer { $1 })] {
            let channel = Probe(kind)
            #expect(channel.value == nil)
            #expect(try channel.update([.null]))
            #expect(channel.value == .some(.null))
        }
    }

    // MARK: AnyValue (CH-4)

    @Test func `any value keeps the last of its writes, and an unwritten step clears it`() throws {  // CH-4
        let channel = Probe(.anyValue)
        #expect(try !channel.update([]))
        #expect(try channel.update([1, 2]))
        #expect(channel.value == 2)
        #expect(try channel.update([]))
        #expect(channel.value == nil)
        #expect(channel.clears)
    }

    // MARK: EphemeralValue (CH-5)

    @Test func `an ephemeral value lives for one step`() throws {  // CH-5
        let channel = Probe(.ephemeral())
        #expect(try channel.update([1]))
        #expect(channel.value == 1)
        #expect(try channel.update([]))
        #expect(channel.value == nil)
        #expect(try !channel.update([]))
    }

    @Test func `a guarded ephemeral value refuses two writes, another keeps the last`() throws {  // CH-5
        let guarded = Probe(.ephemeral())
        #expect(guarded.refusal(of: [1, 2]) == .invalidConcurrentUpdate)
        let loose = Probe(.ephemeral(guarded: false))
        #expect(try loose.update([1, 2]))
        #expect(loose.value == 2)
    }

    // MARK: Topic (CH-6)

    @Test func `a topic flattens lists by one level, and an unwritten step empties it`() throws {  // CH-6
        let channel = Probe(.topic())
        #expect(channel.value == nil)
        #expect(try channel.update(["a", ["b", "c"], [["d"]]]))
        #expect(channel.value == ["a", "b", "c", ["d"]])
        #expect(try channel.update(["e"]))
        #expect(channel.value == ["e"])
        #expect(try channel.update([]))
        #expect(channel.value == nil)
        #expect(try !channel.update([]))
    }

    @Test func `an empty list empties a topic as no write does`() throws {  // CH-6
        let channel = Probe(.topic())
        #expect(try !channel.update([[]]))
        _ = try channel.update(["a"])
        #expect(try channel.update([[]]))
        #expect(channel.value == nil)
    }

    @Test func `an accumulating topic only grows, and keeps duplicates`() throws {  // CH-6
        let channel = Probe(.topic(accumulate: true))
        #expect(try channel.update(["a"]))
        #expect(try !channel.update([]))
        #expect(try !channel.update([[]]))
        #expect(try channel.update(["a", ["b"]]))
        #expect(channel.value == ["a", "a", "b"])
        #expect(!channel.clears)
    }

    // MARK: BinaryOperatorAggregate and Overwrite (CH-7, CH-8)

    @Test func `a reduced value starts with the reducer's zero and folds from the left`() throws {  // CH-7, CH-8
        let channel = Probe(.reduce(.sum))
        #expect(channel.value == 0)
        #expect(try channel.update([1, 2]))
        #expect(channel.value == 3)
        #expect(try !channel.update([]))
        let text = Reducer { Value(($0.string ?? "") + ($1.string ?? "")) }
        let ordered = Probe(.reduce(text, initial: "<"))
        _ = try ordered.update(["a", "b", "c"])
        #expect(ordered.value == "<abc")
    }

    @Test func `without a zero the first write is kept as it is`() throws {  // CH-7, CH-8
        let channel = Probe(.reduce(.max))
        #expect(channel.value == nil)
        _ = try channel.update([3])
        #expect(channel.value == 3)
        _ = try channel.update([1, 5, 4])
        #expect(channel.value == 5)
    }

    @Test func `an overwrite counts alone in its step, whatever comes before and after`() throws {  // CH-7, CH-8
        let channel = Probe(.reduce(.sum))
        #expect(
            try channel.update(writes: [
                ChannelWrite(value: 1), ChannelWrite(value: 5, isOverwrite: true), ChannelWrite(value: 100),
            ]))
        #expect(channel.value == 5)
    }

    @Test func `two overwrites in a step are refused and change nothing`() throws {  // CH-7, CH-8
        let channel = Probe(.reduce(.sum, initial: 9))
        let writes = [ChannelWrite(value: 1, isOverwrite: true), ChannelWrite(value: 1, isOverwrite: true)]
        #expect(channel.refusal(ofWrites: writes) == .invalidConcurrentUpdate)
        #expect(channel.value == 9)
    }

    @Test func `an overwrite of an empty channel is stored unwrapped`() throws {  // D-13
        let channel = Probe(.reduce(.max))
        _ = try channel.update(writes: [ChannelWrite(value: 4, isOverwrite: true)])
        #expect(channel.value == 4)
    }

    @Test func `a write that the reducer refuses leaves no part of the step`() throws {  // CH-7, CH-8
        let channel = Probe(.reduce(.sum))
        #expect(channel.refusal(of: [1, "two"]) == .invalidUpdate)
        #expect(channel.value == 0)
    }

    // MARK: UntrackedValue (CH-12)

    @Test func `an untracked value lasts, and no checkpoint keeps it`() throws {  // CH-12
        let channel = Probe(.untracked())
        #expect(try channel.update([1]))
        #expect(try !channel.update([]))
        #expect(channel.value == 1)
        #expect(channel.checkpoint == nil)
        #expect(channel.refusal(of: [1, 2]) == .invalidConcurrentUpdate)
        let loose = Probe(.untracked(guarded: false))
        _ = try loose.update([1, 2])
        #expect(loose.value == 2)
    }
}
