import PregelEngine
import PregelTestSupport
import PregelValues

@testable import PregelTasks

/// What a runner was given to keep, in the order in which it came.
final class Puts: Sendable {
    private let log = Log<(id: String, writes: [PendingWrite])>()

    /// The ids of the tasks, in the order in which they ended.
    var ids: [String] { log.entries.map(\.id) }
    /// What is kept of a task; `nil` where nothing is.
    subscript(id: String) -> [String]? { log.entries.first { $0.id == id }?.writes.map(\.text) }
    /// Takes what a task did.
    var put: PregelRunner.PutWrites { { [log] in log.add((id: $0, writes: $1)) } }
}
