import PregelDiagnostics

/// What the user wrote after a command's name, checked against the command's options and operands.
struct Arguments: Sendable {
    /// The command's full name: `pregel-host plugin inspect`.
    let command: String
    /// In the order given.
    let operands: [String]
    private let values: [String: [String]]

    init(command: String, operands: [String], values: [String: [String]]) {
        self.command = command
        self.operands = operands
        self.values = values
    }

    /// The operand of a command that takes one.
    var operand: String { operands.first ?? "" }

    /// Whether the option was given.
    func has(_ option: Option) -> Bool { values[option.name] != nil }

    /// The option's value, if it was given.
    func value(_ option: Option) -> String? { values[option.name]?.last }

    /// The values of a repeated option, in the order given.
    func all(_ option: Option) -> [String] { values[option.name] ?? [] }

    /// The names of a list such as `a,b`; an empty name is refused.
    func list(_ option: Option) throws(Diagnostic) -> [String]? {
        guard has(option) else { return nil }
        let names = all(option).flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        guard !names.contains("") else {
            throw refusal(of: option, expected: "names with a comma between two")
        }
        return names
    }

    /// A whole number of at least 1, or another bound.
    func count(_ option: Option, atLeast least: Int = 1) throws(Diagnostic) -> Int? {
        guard let text = value(option) else { return nil }
        guard let number = Int(text), number >= least else {
            throw refusal(of: option, expected: "a whole number of at least \(least)")
        }
        return number
    }

    /// A duration in seconds, above 0.
    func seconds(_ option: Option) throws(Diagnostic) -> Double? {
        guard let text = value(option) else { return nil }
        guard let number = Double(text), number.isFinite, number > 0 else {
            throw refusal(of: option, expected: "a number of seconds above 0")
        }
        return number
    }

    /// The two parts of each `NAME=VALUE`.
    func pairs(_ option: Option) throws(Diagnostic) -> [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        for text in all(option) {
            guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
                let form = option.valueName ?? "NAME=VALUE"
                let value = form.drop { $0 != "=" }
                throw refusal(
                    of: option, expected: form, got: text,
                    fix: text.isEmpty || text.hasPrefix("=")
                        ? nil : "write \(option.spelling) \(ShellWord.of(text))\(value)")
            }
            pairs.append((String(text[..<sign]), String(text[text.index(after: sign)...])))
        }
        return pairs
    }

    /// One of a few words.
    func choice(_ option: Option, of words: [String]) throws(Diagnostic) -> String? {
        guard let word = value(option) else { return nil }
        try check(word, of: option, among: words)
        return word
    }

    /// Several of a few words.
    func choices(_ option: Option, of words: [String]) throws(Diagnostic) -> [String] {
        let chosen = try list(option) ?? []
        for word in chosen { try check(word, of: option, among: words) }
        return chosen
    }

    private func check(_ word: String, of option: Option, among words: [String]) throws(Diagnostic) {
        guard words.contains(word) else {
            let near = nearestName(to: word, in: words)
            throw refusal(of: option, expected: Wording.choice(words), got: word, fix: near.map { "write \($0)" })
        }
    }

    /// The refusal of an option's value.
    func refusal(of option: Option, expected: String, got: String? = nil, fix: String? = nil) -> Diagnostic {
        UsageError.badValue(
            of: option, got ?? value(option) ?? "", expected: expected, fix: fix, command: command)
    }
}
