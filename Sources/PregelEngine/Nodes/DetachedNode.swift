/// A node that runs on another thread and is pending meanwhile, whatever it would do by itself: shows whether something
/// depends on the order in which nodes end.
package final class DetachedNode: WrappedNode {
    package let body: any NodeBody

    package init(_ body: any NodeBody) { self.body = body }

    package var traits: NodeTraits { body.traits.union(.async) }

    package var returnsAtOnce: Bool { !body.traits.contains(.async) || body.returnsAtOnce }

    package func invoke(_ context: TaskContext) -> TaskOutcome {
        guard !body.traits.contains(.async) else { return body.invoke(context) }
        WorkerPool.blocking.run { [body] in _ = context.complete(body.invoke(context)) }
        return .pending
    }
}

extension NodeAction {
    /// This action, but that it never runs on the thread that drives the run; a graph stays as it is.
    package var detached: NodeAction {
        if case .body(let body) = kind { .body(DetachedNode(body)) } else { self }
    }
}
