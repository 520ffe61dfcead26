/// A node that runs on the thread that drives the run, also where it may wait: shows whether something depends on nodes
/// having threads of their own. Tasks of a superstep run one after the other then.
package final class InlineNode: WrappedNode {
    package let body: any NodeBody

    package init(_ body: any NodeBody) { self.body = body }

    package var traits: NodeTraits { body.traits.subtracting(.blocking) }

    package func invoke(_ context: TaskContext) -> TaskOutcome { body.invoke(context) }
}

extension NodeAction {
    /// This action, but that it gets no thread of its own; a graph stays as it is.
    package var inline: NodeAction {
        if case .body(let body) = kind { .body(InlineNode(body)) } else { self }
    }
}
