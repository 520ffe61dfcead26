import CPregelABI
import PregelValues

/// The memory of a task's entry: the members of its objects, and the texts that they point to.
struct EntryPage {
    private let block: Unmanaged<TemplateBlock>
    private let start: UnsafeMutableRawPointer

    init(_ block: Unmanaged<TemplateBlock>) {
        self.block = block
        start = block._withUnsafeGuaranteedRef { $0.start }
    }

    /// Where things are, in bytes.
    private enum Place {
        static let wrapper = 5 * member
        static let result = wrapper + 4 * member
        static let id = result + member
        static let time = id + MemoryLayout<TaskIDText>.size
        static let end = time + TimestampCache.size
        static let member = MemoryLayout<pregel_member>.stride
        /// Of a member.
        static let value = MemoryLayout<pregel_str>.stride
    }

    // MARK: Templates

    /// Made once, and kept.
    nonisolated(unsafe) static let started = template(StreamForm.task, StreamForm.started)
    nonisolated(unsafe) static let ended = template(StreamForm.result, StreamForm.ended)

    private static func template(_ form: NameTable, _ type: Value) -> UnsafePointer<TemplateBlock.Template> {
        precondition(MemoryLayout<TemplateBlock.Template>.size == Place.end, "the layout of an entry")
        let template = UnsafeMutablePointer<TemplateBlock.Template>.allocate(capacity: 1)
        template.initialize(to: TemplateBlock.Template(repeating: 0))
        let members = UnsafeMutableRawPointer(template).assumingMemoryBound(to: pregel_member.self)
        for id in 0..<5 { members[id] = pregel_member(key: form[id], value: pregel_null()) }
        for id in 0..<4 { members[5 + id] = pregel_member(key: StreamForm.debug[id], value: pregel_null()) }
        members[7].value = type.raw
        return UnsafePointer(template)
    }

    // MARK: Filling

    /// Notes what keeps alive what is shown.
    ///
    /// - Parameters:
    ///   - content: Keeps the task's input or result; where that `isInline`, its only member.
    ///   - keeper: Keeps the rest.
    @inline(__always)
    func lend(_ keeper: Unmanaged<ValueOwner>, _ content: Unmanaged<ValueOwner>?, isInline: Bool) {
        let place = (isInline ? Place.result : 2 * Place.member) + Place.value
        block._withUnsafeGuaranteedRef { $0.lend(keeper, content: content, at: place) }
    }

    /// The payload's members, then those of the object around it.
    @inline(__always)
    private func member(_ place: Int) -> UnsafeMutablePointer<pregel_member> {
        start.assumingMemoryBound(to: pregel_member.self) + place
    }

    @inline(__always)
    func set(_ place: Int, _ value: pregel_value) { member(place).pointee.value = value }

    @inline(__always)
    private func text(_ place: Int, _ count: Int) -> pregel_value {
        pregel_string(pregel_make_str((start + place).assumingMemoryBound(to: CChar.self), count))
    }

    /// Sets the task's id, and its input or result.
    @inline(__always)
    func begin(_ id: TaskIDText, _ content: pregel_value) {
        (start + Place.id).storeBytes(of: id, as: TaskIDText.self)
        set(0, text(Place.id, Hash128.groupedCount))
        set(2, content)
    }

    /// A result of one member, which is made here.
    @inline(__always)
    func result(_ key: pregel_str, _ value: pregel_value) -> pregel_value {
        let written = (start + Place.result).assumingMemoryBound(to: pregel_member.self)
        written.pointee = pregel_member(key: key, value: value)
        var result = pregel_object(written, 1)
        result.flags = UInt8(PREGEL_SORTED_KEYS)
        return result
    }

    /// Ends what is shown of a task that starts.
    @inline(__always)
    func close(_ metadata: pregel_value?) {
        if let metadata { set(4, metadata) }
        set(8, pregel_object(member(0), metadata == nil ? 4 : 5))
    }

    /// Ends what is shown of a task that has ended.
    @inline(__always)
    func close(error: pregel_value, _ interrupts: pregel_value) {
        set(3, error)
        set(4, interrupts)
        set(8, pregel_object(member(0), 5))
    }

    /// What is shown of the task.
    var payload: pregel_value { member(8).pointee.value }

    /// The object around that. To be made once, before anybody else sees it; the payload may have been seen.
    func wrap(_ step: Int, _ timestamps: inout TimestampCache) -> pregel_value {
        set(5, pregel_int(Int64(step)))
        timestamps.write(to: start + Place.time)
        set(6, text(Place.time, TimestampCache.size))
        return pregel_object(member(5), 4)
    }
}
