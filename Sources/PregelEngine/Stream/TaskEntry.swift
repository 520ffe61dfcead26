import CPregelABI
import PregelValues

/// What is streamed of tasks as they start, or as they end: as `tasks` shows it and, around that, as `debug` does.
///
/// Two of these are shown for each task, so all objects and texts of one are one piece of memory, which is used again for
/// the next task unless somebody keeps it. What it shows is lent: `settle` is to be called before any of that goes.
struct TaskEntry: ~Copyable {
    private var lent = Lent<TemplateBlock>()
    private let isOfEnd: Bool

    private init(isOfEnd: Bool) { self.isOfEnd = isOfEnd }

    /// Shows tasks as they start.
    static var started: TaskEntry { TaskEntry(isOfEnd: false) }
    /// Shows tasks that have ended.
    static var ended: TaskEntry { TaskEntry(isOfEnd: true) }

    /// Memory that nobody else sees.
    @inline(__always)
    private mutating func begin() -> EntryPage {
        // The templates are made when the first entry is: a run that nobody watches needs none.
        if lent.object == nil { lent.replace(TemplateBlock(isOfEnd ? EntryPage.ended : EntryPage.started)) }
        return EntryPage(lent.object.unsafelyUnwrapped)
    }

    /// The value that shows it, and keeps the memory.
    @inline(__always)
    private func value(_ raw: (EntryPage) -> pregel_value) -> Value {
        guard let block = lent.object else { preconditionFailure("an entry is shown before it is settled") }
        return Value(raw: raw(EntryPage(block)), owner: block.takeUnretainedValue())
    }

    /// Shows a task that starts, and that the node's only trigger made run.
    mutating func start(_ labels: Unmanaged<NodeLabels>, _ id: TaskIDText, input: Unmanaged<ObjectRow>) {
        let page = begin()
        page.lend(labels.owner, input.owner, isInline: false)
        input._withUnsafeGuaranteedRef { page.begin(id, $0.raw(isSorted: true)) }
        labels._withUnsafeGuaranteedRef { labels in
            page.set(1, labels.rawName)
            page.set(3, labels.rawTriggers)
            page.close(labels.rawMetadata)
        }
    }

    /// Shows a task that starts.
    ///
    /// - Parameters:
    ///   - name: The node's own or its handler's.
    ///   - triggers: The names of the channels that made it run.
    ///   - keeper: Keeps all of these but `input`.
    mutating func start(
        _ id: TaskIDText, name: Value, input: Value, triggers: Value, metadata: Value?, keeper: ObjectRow
    ) {
        let page = begin()
        page.lend(Unmanaged.passUnretained(keeper).owner, input.unmanagedOwner, isInline: false)
        page.begin(id, input.raw)
        page.set(1, name.raw)
        page.set(3, triggers.raw)
        page.close(metadata?.raw)
    }

    /// Shows a task that has ended.
    ///
    /// - Parameters:
    ///   - result: An object of the channels that it wrote.
    ///   - error: Why it failed, as a text; null where it did not.
    ///   - interrupts: The questions that it asks.
    ///   - keeper: Keeps `name`, `error` and `interrupts`.
    mutating func end(
        _ id: TaskIDText, name: Value, result: Value, error: Value, interrupts: Value, keeper: ObjectRow
    ) {
        let page = begin()
        page.lend(Unmanaged.passUnretained(keeper).owner, result.unmanagedOwner, isInline: false)
        page.begin(id, result.raw)
        page.set(1, name.raw)
        page.close(error: error.raw, interrupts.raw)
    }

    /// Shows a task that has ended well, and wrote one channel.
    mutating func end(_ labels: Unmanaged<NodeLabels>, _ id: TaskIDText, wrote write: UnsafePointer<TaskWrite>) {
        let page = begin()
        page.lend(labels.owner, write.pointee.write.value.unmanagedOwner, isInline: true)
        labels._withUnsafeGuaranteedRef { labels in
            page.begin(id, page.result(labels.channels[write.pointee.channel], write.pointee.write.value.raw))
            page.set(1, labels.rawName)
        }
        page.close(error: pregel_null(), StreamForm.nothing.raw)
    }

    /// Keeps what is not among a node's labels.
    static func keeper(_ values: Value...) -> ObjectRow {
        let row = ObjectRow.make(StreamForm.task, capacity: values.count)
        for (place, value) in values.enumerated() { row.append(place, value) }
        return row
    }

    /// The entry as `tasks` shows it.
    var task: Value { value(\.payload) }

    /// The entry as `debug` shows it; to be asked for once.
    func debugged(step: Int, _ timestamps: inout TimestampCache) -> Value {
        value { $0.wrap(step, &timestamps) }
    }

    /// Gives what is shown to whoever keeps it.
    @inline(__always)
    mutating func settle() { lent.settle() }
}

extension Unmanaged where Instance: ValueOwner {
    fileprivate var owner: Unmanaged<ValueOwner> { .fromOpaque(toOpaque()) }
}
