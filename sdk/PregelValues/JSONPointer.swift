/// A place in a value (RFC 6901): `/nodes/fetch/retry/0`.
public struct JSONPointer: Sendable, Hashable, CustomStringConvertible {
    /// The keys and indices from the root on, unescaped.
    public var steps: [String]

    /// The root.
    public static let root = JSONPointer([])

    /// Makes a pointer of its steps.
    public init(_ steps: [String]) { self.steps = steps }

    /// Reads a pointer; `nil` where the text is none: it must be empty or begin with `/`, and `~` be followed by 0 or 1.
    public init?(_ text: String) {
        steps = []
        if text.isEmpty { return }
        // By scalars: a mark that combines with the character before it must hide neither "/" nor "~".
        guard text.unicodeScalars.first == "/" else { return nil }
        for part in text.unicodeScalars.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            var step = String.UnicodeScalarView()
            var isEscaped = false
            for scalar in part {
                if isEscaped {
                    guard scalar == "0" || scalar == "1" else { return nil }
                    step.append(scalar == "0" ? "~" : "/")
                    isEscaped = false
                } else if scalar == "~" {
                    isEscaped = true
                } else {
                    step.append(scalar)
                }
            }
            if isEscaped { return nil }
            steps.append(String(step))
        }
    }

    /// The pointer to a member or item below this one.
    public func appending(_ step: String) -> JSONPointer { JSONPointer(steps + [step]) }

    /// The pointer to an item below this one.
    public func appending(_ index: Int) -> JSONPointer { appending(String(index)) }

    /// The pointer's text by RFC 6901; "" for the root.
    public var description: String {
        steps.map { step in
            var text = "/"
            for scalar in step.unicodeScalars {
                switch scalar {
                case "~": text += "~0"
                case "/": text += "~1"
                default: text.unicodeScalars.append(scalar)
                }
            }
            return text
        }.joined()
    }

    /// The index that a step means: digits without a leading zero.
    static func index(_ step: String) -> Int? {
        guard let index = Int(step), String(index) == step, index >= 0 else { return nil }
        return index
    }
}

extension Value {
    /// The value at a place; `nil` where there is none.
    public subscript(pointer: JSONPointer) -> Value? {
        var value = self
        for step in pointer.steps {
            if value.kind == .array {
                guard let index = JSONPointer.index(step), index < value.count else { return nil }
                value = value.items[index]
            } else {
                guard let member = value[step] else { return nil }
                value = member
            }
        }
        return value
    }
}
