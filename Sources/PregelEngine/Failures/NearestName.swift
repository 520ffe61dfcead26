import PregelDiagnostics

/// The name that somebody probably meant.
enum NearestName {
    /// What a message about an unknown name ends with: the closest of `names`, or nothing where none is close.
    static func suggestion(for name: String, in names: some Sequence<String>) -> String {
        nearestName(to: name, in: names).map { "; did you mean \"\($0)\"?" } ?? ""
    }
}
