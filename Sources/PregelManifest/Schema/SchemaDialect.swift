import PregelDiagnostics
import PregelValues

/// How a schema is to be read, as its `$schema` tells.
///
/// The keywords of all drafts hold in each of them: what differs is what one and the same schema means.
struct SchemaDialect: Sendable {
    /// In draft-07 and before, what stands beside a `$ref` does not count, not even an `$id`.
    let ignoresSiblingsOfReferences: Bool
    /// In 2020-12 an item that `contains` accepts is seen by `unevaluatedItems`; in 2019-09 it is not.
    let containsSeesItems: Bool
    /// Whether there is such a draft.
    let isKnown: Bool

    private static let drafts = ["draft-04", "draft-06", "draft-07", "2019-09", "2020-12"]

    init(of schema: Value) {
        let name = schema["$schema"]?.string
        let draft = Self.drafts.first { name?.has($0) ?? false }
        ignoresSiblingsOfReferences = draft?.has("draft-0") ?? false
        containsSeesItems = draft != "2019-09"
        isKnown = schema["$schema"] == nil || draft != nil && draft != "draft-04"
    }
}
