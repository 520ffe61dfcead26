import PregelValues

/// Chat messages merged by their ids (LangGraph `add_messages`).
enum MessageList {
    /// The messages of `current` with those of `update`, a message or a list of them.
    ///
    /// A message whose id is there replaces that message in place, any other is appended; one without an id gets a random
    /// one. The role `remove` deletes: the message with that id, or with the id `__remove_all__` all that came before.
    static func merge(_ current: Value, _ update: Value) throws(Failure) -> Value {
        var (start, arriving) = try cleared(current, update.kind == .array ? Array(update.items) : [update])
        arriving = arriving.map(identified)
        if areNew(arriving, to: start) { return start.appending(.array(arriving)) }
        return try replaced(Array(start.items), arriving)
    }

    /// The messages of `current` with those of many writes at once, which all have ids where that matters.
    ///
    /// The writes of two supersteps give one result, whether they come one after the other or together: so removing what is
    /// not there is nothing.
    static func mergeAll(_ current: Value, _ writes: [Value]) throws(Failure) -> Value {
        let (start, arriving) = try cleared(current, writes.flatMap { $0.kind == .array ? Array($0.items) : [$0] })
        var messages = start.items.map(Optional<Value>.some)
        var places: [Value: Int] = [:]
        for (place, message) in start.items.enumerated() where hasID(message) { places[id(message)] = place }
        for message in arriving {
            guard hasID(message) else {
                messages.append(message)
                continue
            }
            let id = id(message)
            if isRemoval(message) {
                if let place = places.removeValue(forKey: id) { messages[place] = Optional<Value>.none }
            } else if let place = places[id] {
                messages[place] = message
            } else {
                places[id] = messages.count
                messages.append(message)
            }
        }
        return .array(messages.compactMap { $0 })
    }

    /// A message, or a list of them, in which each has an id. What is no message stays as it is, and is refused later.
    static func identified(_ written: Value) -> Value {
        switch written.kind {
        case .object: hasID(written) ? written : written.merging(["id": Value(RunID().description)])
        case .array: .array(written.items.map { $0.kind == .object ? identified($0) : $0 })
        default: written
        }
    }

    /// What a list begins with and the messages that come, after the last one that removes all.
    private static func cleared(
        _ current: Value, _ arriving: [Value]
    ) throws(Failure) -> (start: Value, arriving: [Value]) {
        guard current.kind == .array, arriving.allSatisfy({ $0.kind == .object }) else {
            throw Failure(
                .invalidUpdate,
                message: "the reducer messages takes a message or a list of them: objects with id, role, content")
        }
        guard let all = arriving.lastIndex(where: { isRemoval($0) && $0["id"]?.string == "__remove_all__" }) else {
            return (current, arriving)
        }
        return ([], Array(arriving[(all + 1)...]))
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

    private static func hasID(_ message: Value) -> Bool { message["id"].map { !$0.isNull } ?? false }
}
