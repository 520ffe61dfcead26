/// Finds the types of a source file, with what of them a configuration's schema needs. Bodies of functions are passed over.
struct DeclarationReader {
    private let tokens: [Token]
    private var place = 0
    /// Whether the brackets do not match, as far as this reader understands: then nothing of the file is known.
    private var isLost = false

    /// The types and extensions at the top of a file; `nil` where the file is not understood.
    static func declarations(of tokens: [Token]) -> Declaration? {
        let file = Declaration(.extending, "", in: nil)
        var reader = DeclarationReader(tokens: tokens)
        reader.members(of: file)
        return reader.isLost || reader.place < tokens.count ? nil : file
    }

    private init(tokens: [Token]) { self.tokens = tokens }

    private var next: Token? { place < tokens.count ? tokens[place] : nil }

    private func nextIs(_ text: String) -> Bool { next?.is(text) == true }

    private mutating func take() -> Token? {
        defer { place += 1 }
        return next
    }

    private mutating func takes(_ text: String) -> Bool {
        guard nextIs(text) else { return false }
        place += 1
        return true
    }

    // MARK: Members

    private static let modifiers: Set<String> = [
        "public", "private", "fileprivate", "internal", "package", "open", "final", "static", "class", "lazy", "weak",
        "unowned", "mutating", "nonmutating", "override", "required", "convenience", "nonisolated", "indirect",
        "dynamic", "optional", "consuming", "borrowing", "isolated", "distributed",
    ]

    /// Reads up to the bracket that closes the body, or to the end of the file.
    private mutating func members(of owner: Declaration) {
        while let token = next, !isLost, !token.is("}") { member(of: owner) }
    }

    private mutating func member(of owner: Declaration) {
        var modifiers: Set<String> = []
        var hasAttribute = false
        while let token = next {
            if token.kind == .directive {
                owner.isUnclear = true
                place += 1
                // The condition stands on the same line.
                while let rest = next, !rest.startsLine { _ = rest; place += 1 }
            } else if token.is("@") {
                hasAttribute = attribute() || hasAttribute
            } else if DeclarationReader.modifiers.contains(token.text), token.kind == .word, !isType(after: place) {
                modifiers.insert(token.text)
                place += 1
                if nextIs("(") { skipGroup() }
            } else {
                break
            }
        }
        guard let token = next, !token.is("}") else { return }
        let isStatic = modifiers.contains("static") || modifiers.contains("class")
        switch token.text {
        case "struct", "class", "enum", "actor", "protocol", "extension": type(in: owner, hasAttribute)
        case "var", "let":
            place += 1
            if modifiers.contains("lazy") || modifiers.contains("weak") || modifiers.contains("unowned") {
                owner.isUnclear = true
            }
            bindings(of: owner, isConstant: token.text == "let", isStatic: isStatic, hasAttribute)
        case "case" where owner.kind == .enumeration:
            place += 1
            cases(of: owner)
        case "typealias":
            place += 1
            alias(of: owner)
        case "func", "init", "subscript", "deinit", "macro", "operator", "precedencegroup", "associatedtype", "import":
            function(token.text, of: owner)
        default:
            // A macro, or an expression at a file's top.
            if token.kind == .word, token.text.hasPrefix("#") { owner.isUnclear = true }
            skipOne()
        }
    }

    /// `class` begins a type, or stands before `func` and `var`.
    private func isType(after place: Int) -> Bool {
        guard tokens[place].text == "class", place + 1 < tokens.count else { return false }
        return !["func", "var", "let", "subscript"].contains(tokens[place + 1].text)
    }

    /// Passes over an attribute; answers whether it may change what a declaration means.
    private mutating func attribute() -> Bool {
        place += 1
        let name = take()?.text ?? ""
        while takes(".") { place += 1 }
        if nextIs("("), next?.startsLine == false { skipGroup() }
        let harmless = [
            "available", "usableFromInline", "inlinable", "frozen", "Sendable", "discardableResult", "inline",
        ]
        return !harmless.contains(name)
    }

    // MARK: Types

    private mutating func type(in owner: Declaration, _ hasAttribute: Bool) {
        guard let word = take(), let kind = Declaration.Kind(rawValue: word.text), let named = take() else { return }
        var name = named.text
        while takes(".") { name += "." + (take()?.text ?? "") }
        let type = Declaration(kind, name, in: owner)
        type.isUnclear = hasAttribute
        if nextIs("<") {
            type.isUnclear = true
            skipAngles()
        }
        if takes(":") { type.inherited = inherited() }
        if nextIs("where") { type.isUnclear = true }
        while let token = next, !token.is("{") {
            if token.is("}") { return lose() }
            place += 1
        }
        guard takes("{") else { return lose() }
        members(of: type)
        guard takes("}") else { return lose() }
        owner.nested.append(type)
    }

    private mutating func lose() { isLost = true }

    private mutating func inherited() -> [String] {
        var names: [String] = []
        var name = ""
        while let token = next, !token.is("{"), !token.is("where") {
            if token.is(",") || token.is("&") {
                names.append(name)
                name = ""
            } else if token.kind == .word || token.is(".") {
                name += token.text
            } else if token.is("@") {
                // `@unchecked Sendable`
                place += 1
            } else {
                name += "?"
            }
            place += 1
        }
        return (names + [name]).filter { !$0.isEmpty }.map { name in
            for module in ["Swift.", "PregelSDK."] where name.hasPrefix(module) {
                return String(name.dropFirst(module.count))
            }
            return name
        }
    }

    private mutating func cases(of owner: Declaration) {
        repeat {
            guard let name = take() else { return lose() }
            if nextIs("(") {
                owner.isUnclear = true
                skipGroup()
            }
            var value: Token?
            if takes("=") {
                let isNegative = takes("-")
                guard var token = take() else { return lose() }
                if isNegative { token.text = "-" + token.text }
                value = token
            }
            owner.cases.append((name.text, value))
        } while takes(",")
        _ = takes(";")
    }

    private mutating func alias(of owner: Declaration) {
        guard let name = take() else { return }
        if nextIs("<") {
            owner.isUnclear = true
            skipAngles()
        }
        guard takes("=") else { return }
        owner.aliases[name.text] = typeTokens()
    }

    // MARK: Properties

    private mutating func bindings(of owner: Declaration, isConstant: Bool, isStatic: Bool, _ hasAttribute: Bool) {
        repeat {
            guard let name = take() else { return lose() }
            guard name.kind == .word else {
                // A tuple of names.
                owner.isUnclear = true
                place -= 1
                return skipOne()
            }
            let type = takes(":") ? typeTokens() : nil
            let value = takes("=") ? expression() : nil
            let isComputed = nextIs("{") && !isObserved()
            let body = nextIs("{") ? group() : []
            if isStatic {
                let text = value ?? Array(body.dropFirst().dropLast())
                owner.statics[name.text] = .some(text.count == 1 && text[0].kind == .string ? text[0].text : nil)
            } else if isComputed {
                owner.functions.insert(name.text)
            } else {
                if hasAttribute { owner.isUnclear = true }
                owner.properties.append(
                    Declaration.Property(name: name.text, type: type, value: value, isConstant: isConstant))
            }
        } while takes(",")
        _ = takes(";")
    }

    private func isObserved() -> Bool {
        place + 1 < tokens.count && (tokens[place + 1].is("willSet") || tokens[place + 1].is("didSet"))
    }

    /// The tokens of a type.
    private mutating func typeTokens() -> [Token] {
        var type: [Token] = []
        while let token = next {
            if token.is("[") || token.is("(") {
                if !type.isEmpty, token.startsLine { break }
                type += group()
            } else if token.is("<") {
                type += angles()
            } else if token.kind == .word, type.isEmpty || type.last?.is(".") == true || joins(type.last) {
                type.append(token)
                place += 1
            } else if token.kind == .sign,
                token.text.allSatisfy({ $0 == "?" || $0 == "!" || $0 == "." || $0 == "&" })
                    || token.is("->")
            {
                type.append(token)
                place += 1
            } else {
                break
            }
        }
        return type
    }

    /// Whether another word of the same type may follow.
    private func joins(_ token: Token?) -> Bool {
        guard let token else { return true }
        return ["any", "some", "inout", "->", "&", "async", "throws", "@"].contains(token.text)
    }

    /// The tokens of a value, up to the end of its line or a comma.
    private mutating func expression() -> [Token] {
        var value: [Token] = []
        while let token = next {
            if token.is("}") || token.is(",") || token.is(";") || token.is(")") || token.is("]") { break }
            if token.is("{"), isObserved() { break }
            if token.startsLine, !value.isEmpty, !continues(value.last, token) { break }
            if token.is("(") || token.is("[") || token.is("{") {
                value += group()
            } else {
                value.append(token)
                place += 1
            }
        }
        return value
    }

    private static let marks: Set<String> = ["(", ")", "[", "]", "{", "}", ",", ";", ":", "@"]

    /// Whether a value goes on in the next line.
    private func continues(_ last: Token?, _ next: Token) -> Bool {
        func isOperator(_ token: Token) -> Bool { token.kind == .sign && !DeclarationReader.marks.contains(token.text) }
        if let last, isOperator(last), !last.is("!"), !last.is("?") { return true }
        return isOperator(next) || next.is("as") || next.is("is")
    }

    // MARK: Functions

    private mutating func function(_ word: String, of owner: Declaration) {
        place += 1
        if word == "import" {
            while let token = next, !token.startsLine { _ = token; place += 1 }
            return
        }
        if word == "func" { owner.functions.insert(next?.text ?? "") }
        if word == "init" {
            if next?.kind == .sign, nextIs("?") || nextIs("!") { place += 1 }
            if nextIs("<") { skipAngles() }
            if nextIs("(") { owner.initializers.append(parameters()) }
        }
        // The signature, then the body, which a protocol's function lacks.
        while let token = next, !token.is("}") {
            if token.is("{") { return skipGroup() }
            if token.startsLine, isBeginning(token) { return }
            if token.is("(") || token.is("[") { skipGroup() } else { place += 1 }
        }
    }

    private func isBeginning(_ token: Token) -> Bool {
        guard token.kind == .word || token.is("@") || token.kind == .directive else { return false }
        return !["where", "throws", "rethrows", "async"].contains(token.text)
    }

    private mutating func parameters() -> [(label: String, type: [Token])] {
        let inner = Array(group().dropFirst().dropLast())
        var reader = DeclarationReader(tokens: inner)
        var found: [(label: String, type: [Token])] = []
        while let label = reader.take() {
            while let token = reader.next, !token.is(":") { _ = token; reader.place += 1 }
            _ = reader.takes(":")
            found.append((label.text, reader.typeTokens()))
            while let token = reader.next, !token.is(",") {
                if token.is("(") || token.is("[") || token.is("{") { reader.skipGroup() } else { reader.place += 1 }
            }
            _ = reader.takes(",")
        }
        return found
    }

    // MARK: Brackets

    private static let closing = ["(": ")", "[": "]", "{": "}"]

    /// A bracket with all that stands in it.
    private mutating func group() -> [Token] {
        let begin = place
        var open: [String] = []
        repeat {
            guard let token = take() else {
                lose()
                return []
            }
            guard token.kind == .sign else { continue }
            if let end = DeclarationReader.closing[token.text] {
                open.append(end)
            } else if token.text == ")" || token.text == "]" || token.text == "}" {
                guard open.popLast() == token.text else {
                    lose()
                    return []
                }
            }
        } while !open.isEmpty
        return Array(tokens[begin..<place])
    }

    private mutating func skipGroup() { _ = group() }

    private mutating func skipOne() {
        if nextIs("(") || nextIs("[") || nextIs("{") { skipGroup() } else { place += 1 }
    }

    /// Angle brackets, which the lexer may have joined: `>>`, `>?`.
    private mutating func angles() -> [Token] {
        var found: [Token] = []
        var depth = 0
        repeat {
            guard let token = take() else {
                lose()
                return []
            }
            if token.kind == .sign, token.text != "->" {
                depth += token.text.count { $0 == "<" } - token.text.count { $0 == ">" }
            }
            found.append(token)
        } while depth > 0
        return found
    }

    private mutating func skipAngles() { _ = angles() }
}
