/// A node around another one, which it is but for where it runs.
package protocol WrappedNode: NodeBody {
    var body: any NodeBody { get }
}

extension WrappedNode {
    package var plugin: String { body.plugin }
    package var mayActElsewhere: Bool { body.mayActElsewhere }
    package var returnsAtOnce: Bool { body.returnsAtOnce }
    package func cancel(_ context: TaskContext) { body.cancel(context) }
}
