/// How a value is written as JSON.
public enum JSONStyle: Sendable {
    /// One line without spaces, members in their order.
    case compact
    /// Indented by two spaces, a line for each item and member.
    case pretty
    /// Compact, and members in ascending order of their keys' bytes: equal trees give equal texts.
    case canonical
}
