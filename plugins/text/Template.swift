import PregelSDK

/// Fills in a text with values of the state.
struct Template: Node {
    struct Config: Decodable, Sendable {
        enum Missing: String, Codable, CaseIterable { case error, empty }

        var template: String
        var to: String?
        var missing: Missing?
    }

    private enum Part {
        case text(String)
        case name(String, path: [String])
    }

    private let parts: [Part]
    private let to: String
    private let isMissingEmpty: Bool

    init(config: Config) throws {
        parts = try Template.parse(config.template)
        to = config.to ?? "text"
        isMissingEmpty = config.missing == .empty
    }

    func run(_ input: Value, _ context: NodeContext) throws {
        var result = ""
        for part in parts {
            switch part {
            case .text(let text): result += text
            case .name(let name, let path): result += try filled(name, path, input)
            }
        }
        try context.write(to, Value(result))
    }

    private func filled(_ name: String, _ path: [String], _ input: Value) throws -> String {
        let found = path.reduce(input as Value?) { value, step in
            guard let value else { return nil }
            guard value.kind == .array else { return value[step] }
            return Int(step).flatMap { value.items.indices.contains($0) ? value.items[$0] : nil }
        }
        if let found { return found.string ?? found.json() }
        if isMissingEmpty { return "" }
        throw NodeError(kind: "KeyError", message: "the template asks for \"\(name)\", which has no value")
    }

    private static func parse(_ template: String) throws -> [Part] {
        var parts: [Part] = []
        var text = ""
        var rest = template[...]
        while let character = rest.popFirst() {
            switch character {
            case "{" where rest.first == "{", "}" where rest.first == "}":
                text.append(character)
                rest.removeFirst()
            case "{":
                guard let end = rest.firstIndex(of: "}") else { throw fault("a { has no }", template) }
                let name = String(rest[..<end])
                rest = rest[rest.index(after: end)...]
                let path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
                guard !path.contains("") else { throw fault("\"{\(name)}\" is no name", template) }
                if !text.isEmpty { parts.append(.text(text)) }
                text = ""
                parts.append(.name(name, path: path))
            case "}": throw fault("a } has no {: write }} for a brace", template)
            default: text.append(character)
            }
        }
        if !text.isEmpty { parts.append(.text(text)) }
        return parts
    }

    private static func fault(_ message: String, _ template: String) -> NodeError {
        NodeError(kind: "ConfigError", message: "/template: \(message), in \"\(template)\"", transient: false)
    }
}
