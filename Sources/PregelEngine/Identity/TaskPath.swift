/// The words of LangGraph's task paths and ids that say how a task came about.
enum TaskWord {
    static let pull = "__pregel_pull"
    static let push = "__pregel_push"
    static let errorHandler = "node_error_handler"
}

/// How a task came about, as a tuple (BSP-10): the order in which tasks' writes are applied is that of its text.
struct TaskPath: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case name(String)
        case index(Int)
        case flag(Bool)
        case path(TaskPath)
    }

    let parts: [Part]

    /// The path of what no task wrote: a run's input.
    static let input = TaskPath(parts: [])

    /// A node that its triggers start.
    static func pull(_ name: String) -> TaskPath { TaskPath(parts: [.name(TaskWord.pull), .name(name)]) }

    /// A node that a packet starts, the packet being the one at `index` of the superstep.
    static func push(_ index: Int) -> TaskPath {
        TaskPath(parts: [.name(TaskWord.push), .index(index), .flag(false)])
    }

    /// A function that the task at `caller` calls, its call number `index`.
    static func call(from caller: TaskPath, index: Int) -> TaskPath {
        TaskPath(parts: [.name(TaskWord.push), .path(caller), .index(index), .flag(true)])
    }

    /// The error handler of the task at `failed`.
    static func errorHandler(of failed: TaskPath) -> TaskPath {
        TaskPath(parts: failed.parts.prefix(3) + [.name(TaskWord.errorHandler), .flag(false)])
    }

    /// The path as text (BSP-11). To be compared as bytes: a string's own order is not Python's.
    var text: String {
        var text = "~"
        for (place, part) in parts.enumerated() {
            if place > 0 { text += ", " }
            switch part {
            case .name(let name): text += name
            case .index(let index): text += Self.padded(index)
            case .flag(let flag): text += Self.padded(flag ? 1 : 0)
            case .path(let path): text += path.text
            }
        }
        return text
    }

    /// A number in at least ten places, of which a sign is one.
    private static func padded(_ number: Int) -> String {
        let digits = String(number.magnitude)
        let sign = number < 0 ? "-" : ""
        return sign + String(repeating: "0", count: max(0, 10 - sign.utf8.count - digits.utf8.count)) + digits
    }
}
