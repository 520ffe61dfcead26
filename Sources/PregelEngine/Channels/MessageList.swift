import PregelValues

/// Chat messages merged by their ids (LangGraph `add_messages`).
enum MessageList {
    /// The messages of `current` with those of `update`, a message or a list of them.
    ///
    /// A message whose id is there replaces that message in place, any other is appended; one without an id gets a random
    /// one. The role `remove` deletes: the message with that id, or with the id `__remove_all__` all that came before.
    static func merge(_ current: Value, _ update: Value) throws(Failure) -> Value {
        let update = update.kind == .array ? update : .array(CollectionOfOne(update))
        guard current.kind == .array, update.items.allSatisfy({ $0.kind == .object }) else {
            throw Failure(
                .invalidUpdate,
                message: "the reducer messages takes a message or a list of them: objects with id, role, content")
        }
        var arriving = Array(update.items)
        var start = current
        if let all = arriving.lastIndex(where: { isRemoval($0) && $0["id"]?.string == "__remove_all__" }) {
            arriving.removeFirst(all + 1)
            start = []
        }
        arriving = arriving.map(identified)
        if areNew(arriving, to: start) { return start.appending(.array(arriving)) }
        return try replaced(Array(start.items), arriving)
    }

    /// Whether no message replaces or removes another: the common case, which costs what arrives.
    private static func areNew(_ arriving: [Value], to start: Value) -> Bool {
        let index = start.notes { MessageIndex() } ?? MessageIndex()
        var known = Set<Value>()
        return arriving.allSatisfy { message in
            !isRemoval(message) && !index.isThere(id(message), in: start)
                && (arriving.count == 1 || known.insert(id(message)).inserted)
        }
    }

    private static func replaced(_ start: [Value], _ arriving: [Value]) throws(Failure) -> Value {
        var messages = start
        var places = Dictionary(start.map(id).enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 })
        var removed: Set<Value> = []
        for message in arriving {
            let id = id(message)
            guard let place = places[id] else {
                if isRemoval(message) {
                    throw Failure(
                        .invalidUpdate,
                        message: "the reducer messages cannot remove \(id): there is no message with that id")
                }
                places[id] = messages.count
                messages.append(message)
                continue
            }
            if isRemoval(message) {
                removed.insert(id)
            } else {
                removed.remove(id)
                messages[place] = message
            }
        }
        return .array(messages.filter { !removed.contains(id($0)) })
    }

    /// A message's id; null where it has none. A number is its name: the ids 1, 1.0 and "1" are one.
    static func id(_ message: Value) -> Value {
        guard let id = message["id"] else { return .null }
        return id.double == nil ? id : Value(id.nameText)
    }

    private static func isRemoval(_ message: Value) -> Bool { message["role"]?.string == "remove" }

    private static func identified(_ message: Value) -> Value {
        if let id = message["id"], !id.isNull { return message }
        return message.merging(["id": Value(RunID().description)])
    }
}
