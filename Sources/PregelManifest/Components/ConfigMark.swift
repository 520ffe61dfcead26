import PregelValues

/// A part of a configuration that means something in the graph around it, as the component's schema says.
struct ConfigMark {
    enum Meaning {
        /// The name of a channel that the component reads or writes.
        case channel(name: String, isWritten: Bool)
        /// The name of a node.
        case node(name: String)
        /// An expression over what a node sees and these variables.
        case expression(Value, variables: [String])
    }

    var meaning: Meaning
    /// Where in the configuration, as a JSON pointer.
    var pointer: String
    /// Whether the key there is meant, not its value.
    var isKey = false
    /// The property whose default it is, where the configuration leaves it out.
    var defaultOf: String?

    var part: Place.Part { isKey ? .key : .value }
}
