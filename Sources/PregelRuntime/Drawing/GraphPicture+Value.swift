package import PregelValues

extension GraphPicture {
    /// The picture as data, for other tools.
    package var value: Value {
        [
            "name": Value(name),
            "nodes": .array(nodes.map(\.value)),
            "edges": .array(edges.map(\.value)),
        ]
    }
}

extension GraphPicture.Node {
    fileprivate var value: Value {
        var object = ObjectBuilder()
        object.set("name", to: Value(name))
        object.set("kind", to: Value(kind.rawValue))
        if let detail { object.set(kind == .graph ? "source" : "use", to: Value(detail)) }
        if !marks.isEmpty { object.set("marks", to: .array(marks.map { Value($0) })) }
        if let inside { object.set("graph", to: inside.value) }
        return object.finish()
    }
}

extension GraphPicture.Edge {
    fileprivate var value: Value {
        var object = ObjectBuilder()
        object.set("from", to: Value(from))
        object.set("to", to: Value(to))
        object.set("kind", to: Value(kind.rawValue))
        if let label { object.set("label", to: Value(label)) }
        return object.finish()
    }
}
