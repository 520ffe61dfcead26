import PregelSDK

/// `chain`: count ← count + 1.
struct Increment: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        try context.write("count", Value((input["count"]?.int ?? 0) + 1))
    }
}
