import PregelValues

extension Failure {
    /// The failure as a checkpoint keeps it.
    var encoded: Value {
        [
            "code": Value(code.rawValue), "kind": Value(kind), "bases": .array(bases.map { Value($0) }),
            "message": Value(message), "node": Value(node), "plugin": Value(plugin), "attempt": Value(attempt),
            "detail": detail ?? .null,
        ]
    }

    /// The failure that a checkpoint kept.
    init?(encoded: Value) {
        guard let code = encoded["code"]?.string.flatMap(ErrorCode.init(rawValue:)) else { return nil }
        self.init(
            code, kind: encoded["kind"]?.string ?? "",
            bases: encoded["bases"]?.items.compactMap(\.string) ?? [], message: encoded["message"]?.string ?? "",
            node: encoded["node"]?.string ?? "", plugin: encoded["plugin"]?.string ?? "",
            attempt: encoded["attempt"]?.int ?? 0)
        detail = encoded["detail"].flatMap { $0.isNull ? nil : $0 }
    }
}
