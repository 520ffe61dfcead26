extension Failure {
    /// The message, led by the kind where the code does not say as much.
    package var text: String { code == .nodeError || kind != code.kind ? "\(kind): \(message)" : message }
}
