import PregelValues

extension ChannelWrite {
    /// What a value means that is written to a channel, wherever it is written: by a node, in an input, in an update or a
    /// command, by a nested graph.
    ///
    /// For a channel that reduces an `OverwriteForm` is an overwrite; any other channel takes it for the value that it is.
    @inline(__always)
    init(meantBy value: consuming Value, reduces: @autoclosure () -> Bool) {
        if value.kind == .object, reduces(), let overwrite = OverwriteForm.wrapped(by: value) {
            self.init(value: overwrite.value, isOverwrite: true)
        } else {
            self.init(value: value)
        }
    }
}

extension CompiledGraph {
    /// What a value means that is written to a channel of the state, and what of it is kept.
    @inline(__always)
    func write(_ value: consuming Value, to channel: Int, overwrites: Bool = false) -> ChannelWrite {
        var write =
            overwrites
            ? ChannelWrite(value: value, isOverwrite: true)
            : ChannelWrite(meantBy: value, reduces: reduces[channel])
        if preparesWrites, let prepare = specs[channel].prepare { write.value = prepare(write.value) }
        return write
    }
}

extension ChannelSpec {
    /// Makes of a value that is written what is kept of it.
    var prepare: (@Sendable (Value) -> Value)? {
        if case .delta(let reducer, _) = kind { reducer.prepare } else { nil }
    }
}
