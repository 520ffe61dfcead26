import PregelDiagnostics

/// Reads a command line against the commands that there are.
///
/// Options may stand before and after operands; after `--` everything is an operand. A long option takes its value as
/// `--name value` or `--name=value`, a letter as `-n value` or `-nvalue`.
struct ArgumentParser {
    /// What the user asked for.
    enum Request {
        case call(Command, Arguments)
        case help(Command, path: String)
        case version
    }

    private let words: [String]
    private var position = 0
    private var command: Command
    private var path: String
    private var operands: [String] = []
    private var values: [String: [String]] = [:]

    private init(_ words: [String], root: Command) {
        self.words = words
        command = root
        path = root.name
    }

    /// Reads what follows the program's name.
    static func parse(_ words: [String], root: Command) throws(Diagnostic) -> Request {
        var parser = ArgumentParser(words, root: root)
        return try parser.parse()
    }

    private mutating func parse() throws(Diagnostic) -> Request {
        while let word = next() {
            if word == "--" {
                operands += words[position...]
                position = words.count
            } else if word.hasPrefix("--") {
                try readLong(word)
            } else if word.hasPrefix("-"), word != "-" {
                try readLetters(word)
            } else {
                try readWord(word)
            }
            // Whoever asks for help gets it, whatever else is wrong on the line.
            if values[Option.help.name] != nil { return .help(command, path: path) }
            if values[Option.version.name] != nil { return .version }
        }
        guard command.action != nil else { throw UsageError.missingCommand(in: command, path: path) }
        try checkOperands()
        return .call(command, Arguments(command: path, operands: operands, values: values))
    }

    private mutating func next() -> String? {
        guard position < words.count else { return nil }
        defer { position += 1 }
        return words[position]
    }

    /// A word that is no option: a subcommand where there are any, else an operand.
    private mutating func readWord(_ word: String) throws(Diagnostic) {
        guard command.action == nil else {
            operands.append(word)
            return
        }
        guard !command.planned.contains(word) else { throw UsageError.plannedCommand(word, path: path) }
        guard let found = command.subcommands.first(where: { $0.name == word }) else {
            throw UsageError.unknownCommand(word, in: command, path: path)
        }
        command = found
        path += " " + word
    }

    private mutating func readLong(_ word: String) throws(Diagnostic) {
        let sign = word.firstIndex(of: "=")
        let name = String(word[word.index(word.startIndex, offsetBy: 2)..<(sign ?? word.endIndex)])
        guard let option = command.allOptions.first(where: { $0.name == name }) else {
            throw UsageError.unknownOption("--" + name, in: command, path: path)
        }
        guard option.valueName != nil else {
            if let sign {
                throw UsageError.unwantedValue(String(word[word.index(after: sign)...]), of: option, path: path)
            }
            return try set(option, to: "")
        }
        if let sign { return try set(option, to: String(word[word.index(after: sign)...])) }
        try set(option, to: separateValue(of: option))
    }

    private mutating func readLetters(_ word: String) throws(Diagnostic) {
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            guard let option = command.allOptions.first(where: { $0.letter == letter }) else {
                throw UsageError.unknownOption("-\(letter)", in: command, path: path)
            }
            guard option.valueName != nil else {
                try set(option, to: "")
                continue
            }
            if letters.isEmpty { return try set(option, to: separateValue(of: option)) }
            return try set(option, to: String(letters))
        }
    }

    /// The word after an option. One that looks like an option is more likely a forgotten value.
    private mutating func separateValue(of option: Option) throws(Diagnostic) -> String {
        guard option.isAvailable else { throw UsageError.plannedOption(option, path: path) }
        guard let value = next() else { throw UsageError.missingValue(of: option, path: path) }
        guard !value.hasPrefix("--") else { throw UsageError.missingValue(of: option, before: value, path: path) }
        return value
    }

    private mutating func set(_ option: Option, to value: String) throws(Diagnostic) {
        guard option.isAvailable else { throw UsageError.plannedOption(option, path: path) }
        guard option.isRepeatable || values[option.name] == nil else {
            throw UsageError.repeated(option, values[option.name, default: []] + [value], path: path)
        }
        values[option.name, default: []].append(value)
    }

    private func checkOperands() throws(Diagnostic) {
        for (index, operand) in command.operands.enumerated() where index >= operands.count && operand.number != .any {
            throw UsageError.missingOperand(operand, path: path)
        }
        guard operands.count > command.operands.count, command.operands.last?.number ?? .one == .one else { return }
        throw UsageError.unwantedOperand(operands[command.operands.count], path: path)
    }
}
