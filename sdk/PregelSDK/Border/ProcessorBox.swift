import CPregelABI
import PregelValues

/// An instance of an event processor.
final class ProcessorBox: ComponentBox, @unchecked Sendable {
    private let processor: any EventProcessor

    init(_ processor: any EventProcessor) { self.processor = processor }

    func receive(_ events: UnsafeBufferPointer<UnsafePointer<pregel_event_v1>>, dropped: UInt64) {
        processor.receive(events.map { Event($0.pointee) }, dropped: Int(clamping: dropped))
    }

    func flush(_ host: UnsafePointer<pregel_host_v1>, _ call: pregel_call, _ timeout: Int64) -> pregel_status {
        do {
            try processor.flush(within: .nanoseconds(timeout))
            return Status.ok
        } catch {
            return Outcome(error).state(host, call)
        }
    }
}

extension Event {
    init(_ event: pregel_event_v1) {
        kind = Kind(rawValue: event.kind)
        sequence = event.seq
        status = Int(event.status)
        time = event.time_ns
        duration = event.duration_ns
        step = Int(clamping: event.step)
        attempt = Int(event.attempt)
        level = kind == .log ? LogLevel(rawValue: event.level) : nil
        runID = event.run_id.string
        parentRunID = event.parent_run_id.string
        threadID = event.thread_id.string
        taskID = event.task_id.string
        graph = event.graph.string
        node = event.node.string
        checkpointNamespace = event.checkpoint_ns.string
        traceParent = event.traceparent.string
        data = event.data.flatMap { try? Value(copying: $0) }
        failure = event.failure.map { NodeError($0) }
    }
}
