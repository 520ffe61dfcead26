/// What namespaces of a store may be (STO-1).
enum StoreNamespace {
    /// Refuses what nothing can be put into.
    static func check(_ namespace: [String]) throws(Failure) {
        guard let root = namespace.first else { throw refusal("a namespace must have a label") }
        try checkLabels(namespace)
        if root == "langgraph" { throw refusal("a namespace cannot begin with \"langgraph\"") }
    }

    /// Refuses labels that no namespace can have.
    static func checkLabels(_ namespace: [String]) throws(Failure) {
        for label in namespace {
            if label.isEmpty { throw refusal("a label of the namespace \(namespace) is empty") }
            if label.utf8.contains(UInt8(ascii: ".")) {
                throw refusal("the label \"\(label)\" of a namespace has a period")
            }
            if label.utf8.contains(0) { throw refusal("a label of a namespace has a NUL") }
        }
    }

    private static func refusal(_ message: String) -> Failure {
        Failure(.nodeError, kind: "InvalidNamespaceError", message: message, isTransient: false)
    }

    // MARK: Matching

    /// Whether a namespace begins with these labels, "*" for any.
    static func matches(_ namespace: [String], prefix: [String]) -> Bool {
        namespace.count >= prefix.count && zip(namespace, prefix).allSatisfy(isSame)
    }

    /// Whether it ends with these.
    static func matches(_ namespace: [String], suffix: [String]) -> Bool {
        namespace.count >= suffix.count && zip(namespace.reversed(), suffix.reversed()).allSatisfy(isSame)
    }

    private static func isSame(_ label: String, _ wanted: String) -> Bool {
        wanted == "*" || label.utf8.elementsEqual(wanted.utf8)
    }

    /// The order of namespaces: label by label, by code points.
    static func precedes(_ a: [String], _ b: [String]) -> Bool {
        a.lexicographicallyPrecedes(b) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
