package import PregelValues

/// A place where what happened is not what was expected.
package struct RecordDifference: Sendable, Equatable {
    /// The JSON pointer below `expect`.
    package var pointer: String
    /// What was expected there; `nil` where nothing was.
    package var expected: Value?
    /// What happened; `nil` where nothing did.
    package var got: Value?

    /// Compares a record with what a step expects: the record's keys that are stated, each as a whole.
    ///
    /// A key that the record does not have is null.
    package static func all(expected: Value, got: Value) -> [RecordDifference] {
        var comparison = RecordComparison()
        for (key, value) in expected.members {
            guard !value.isNull || got[key] != nil else { continue }
            comparison.compare(value, got[key], at: "/" + RecordComparison.token(key))
        }
        return comparison.differences
    }
}
