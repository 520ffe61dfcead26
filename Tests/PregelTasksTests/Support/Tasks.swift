import PregelEngine
import PregelTestSupport
import PregelValues

@testable import PregelTasks

extension PendingWrite {
    /// The write as a line of an expectation.
    var text: String {
        switch self {
        case .channel(let name, let value): "\(name)=\(value.json())"
        case .result(let value): "returns \(value.json())"
        case .noWrites: channel
        case .interrupts(let interrupts): "asks " + interrupts.map { $0.value.json() }.joined(separator: ", ")
        case .answers(let answers): "answered " + answers.map { $0.json() }.joined(separator: ", ")
        case .error(let failure): "error \(failure.kind)"
        case .errorSource(let name): "error of \(name)"
        }
    }
}

extension ExecutableTask {
    /// A synchronous task whose id is its name.
    convenience init(_ name: String, _ body: @escaping @Sendable (TaskAttempt) throws -> Void) {
        self.init(name, id: name, body: .sync(body))
    }

    /// An asynchronous task whose id is its name.
    static func async(_ name: String, _ body: @escaping @Sendable (TaskAttempt) async throws -> Void) -> ExecutableTask
    {
        ExecutableTask(name, id: name, body: .async(body))
    }

    /// What it did, as lines of an expectation.
    var text: [String] { writes.map(\.text) }
}
