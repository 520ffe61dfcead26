import CPregelABI
import PregelValues

/// What is streamed of a task as it starts or ends: as `tasks` shows it and, around that, as `debug` does.
///
/// Two of these are made for each task, so all of its objects and texts are one piece of memory.
struct TaskEntry: ~Copyable {
    /// Counted for this entry.
    private let block: Unmanaged<TemplateBlock>

    /// A task that starts, and that the node's only trigger made run.
    init(_ labels: Unmanaged<NodeLabels>, _ id: TaskIDText, input: Unmanaged<ObjectRow>) {
        block = EntryPage.started(labels.keeper, input.owner)
        let page = EntryPage(block)
        input._withUnsafeGuaranteedRef { page.begin(id, $0.raw(isSorted: true)) }
        labels._withUnsafeGuaranteedRef { labels in
            page.set(1, labels.name.raw)
            page.set(3, labels.triggers.raw)
            page.close(labels.metadata)
        }
    }

    /// A task that starts.
    ///
    /// - Parameters:
    ///   - name: The node's own or its handler's.
    ///   - triggers: The names of the channels that made it run.
    init(_ id: TaskIDText, name: Value, input: Value, triggers: Value, metadata: Value?) {
        let keeper = TaskEntry.keeper(name, triggers, metadata ?? .null)
        block = withExtendedLifetime((keeper, input)) {
            EntryPage.started(.passUnretained($0.0), $0.1.unmanagedOwner)
        }
        let page = EntryPage(block)
        page.begin(id, input.raw)
        page.set(1, name.raw)
        page.set(3, triggers.raw)
        page.close(metadata)
    }

    /// A task that has ended.
    ///
    /// - Parameter result: An object of the channels that it wrote.
    init(_ id: TaskIDText, name: Value, result: Value, isFailed: Bool, interrupts: Value) {
        let keeper = TaskEntry.keeper(name, interrupts)
        block = withExtendedLifetime((keeper, result)) {
            EntryPage.ended(.passUnretained($0.0), $0.1.unmanagedOwner, isInline: false)
        }
        let page = EntryPage(block)
        page.begin(id, result.raw)
        page.set(1, name.raw)
        page.close(isFailed: isFailed, interrupts)
    }

    /// A task that has ended well, and wrote one channel.
    init(_ labels: Unmanaged<NodeLabels>, _ id: TaskIDText, wrote channel: Int, _ value: borrowing Value) {
        block = EntryPage.ended(labels.keeper, value.unmanagedOwner, isInline: true)
        let page = EntryPage(block)
        let raw = value.raw
        labels._withUnsafeGuaranteedRef { labels in
            page.begin(id, page.result(labels.channels[channel], raw))
            page.set(1, labels.name.raw)
        }
        page.close(isFailed: false, StreamForm.nothing)
    }

    /// Keeps what is not among a node's labels.
    private static func keeper(_ values: Value...) -> ObjectRow {
        let row = ObjectRow.make(StreamForm.task, capacity: values.count)
        for (place, value) in values.enumerated() { row.append(place, value) }
        return row
    }

    /// The entry as `tasks` shows it.
    var task: Value { Value(raw: EntryPage(block).payload, owner: block.takeUnretainedValue()) }

    /// The same, as the last that is asked of it.
    consuming func asTask() -> Value {
        let value = Value(raw: EntryPage(block).payload, owner: block.takeRetainedValue())
        discard self
        return value
    }

    /// The entry as `debug` shows it, as the last that is asked of it.
    consuming func debugged(step: Int, _ timestamps: inout TimestampCache) -> Value {
        let value = Value(raw: EntryPage(block).wrap(step, &timestamps), owner: block.takeRetainedValue())
        discard self
        return value
    }

    deinit { block.release() }
}

extension Unmanaged<NodeLabels> {
    fileprivate var keeper: Unmanaged<ValueOwner> { .fromOpaque(toOpaque()) }
}

extension Unmanaged<ObjectRow> {
    fileprivate var owner: Unmanaged<ValueOwner> { .fromOpaque(toOpaque()) }
}
