/// The ids of tasks: functions of the checkpoint, the path, the superstep and the task's kind (BSP-7, BSP-8).
///
/// So a task has the same id when its superstep is run again, in whichever process, and another one on a fork.
enum TaskID {
    /// What makes a task run.
    enum Kind {
        /// Its channels; their names.
        case pull(triggers: [String])
        /// A packet; its number.
        case push(Int)
        /// The failure of another task, whose id this is.
        case errorHandler(String)
    }

    /// The id of a task.
    ///
    /// - Parameters:
    ///   - checkpoint: The id of the checkpoint that its superstep goes on from.
    ///   - path: The path of nested graphs with the task's own name, as `path(_:in:)` gives it.
    static func make(checkpoint: CheckpointID, path: String, step: Int, name: String, _ kind: Kind) -> String {
        var bytes: [UInt8] = []
        for word in [checkpoint.high, checkpoint.low] { withUnsafeBytes(of: word.bigEndian) { bytes += $0 } }
        bytes += path.utf8
        bytes += String(step).utf8
        bytes += name.utf8
        switch kind {
        case .pull(let triggers):
            bytes += "__pregel_pull".utf8
            for trigger in triggers.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) { bytes += trigger.utf8 }
        case .push(let number):
            bytes += "__pregel_push".utf8
            bytes += String(number).utf8
        case .errorHandler(let failed):
            bytes += "__pregel_pushnode_error_handler".utf8
            bytes += failed.utf8
        }
        return bytes.withUnsafeBytes { XXH3.hash128($0) }.uuid
    }

    /// The path of a task: the path of what it is in, and its name.
    static func path(_ name: String, in parent: String) -> String { parent.isEmpty ? name : parent + "|" + name }

    /// The id of a task's question, after so many others that were answered (INT-3).
    ///
    /// - Parameter namespace: The task's path with its id (BSP-9).
    static func interrupt(_ namespace: String, asked: Int) -> String {
        XXH3.hash128(asked == 0 ? namespace : namespace + "|\(asked)").hex
    }
}
