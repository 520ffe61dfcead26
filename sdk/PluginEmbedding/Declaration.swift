/// A type, or an extension of one, as its source declares it.
final class Declaration {
    enum Kind: String {
        case structure = "struct"
        case object = "class"
        case enumeration = "enum"
        case actor = "actor"
        case proto = "protocol"
        case extending = "extension"
    }

    /// A property that is stored in instances.
    struct Property {
        var name: String
        /// The written type; `nil` where it follows from the value.
        var type: [Token]?
        /// The written value.
        var value: [Token]?
        var isConstant: Bool
    }

    let kind: Kind
    let name: String
    weak var outer: Declaration?
    var inherited: [String] = []
    var nested: [Declaration] = []
    var aliases: [String: [Token]] = [:]
    var properties: [Property] = []
    var cases: [(name: String, value: Token?)] = []
    /// The names of static members, with their value where it is a text.
    var statics: [String: String?] = [:]
    var functions: Set<String> = []
    /// Of each initializer the labels of its parameters, with the types as written.
    var initializers: [[(label: String, type: [Token])]] = []
    /// Why the type cannot be known from its source alone: `#if`, an attribute, a macro, parameters.
    var isUnclear = false

    init(_ kind: Kind, _ name: String, in outer: Declaration?) {
        self.kind = kind
        self.name = name
        self.outer = outer
    }
}
