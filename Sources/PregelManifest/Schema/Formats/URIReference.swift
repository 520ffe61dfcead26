/// A reference to a URI in its parts, as RFC 3986 takes it apart; whether their characters are right is another question.
///
/// It is taken apart by bytes: an accent behind a `#` makes another character of both, but the mark is still there.
struct URIReference {
    var scheme: Substring?
    var authority: Substring?
    var path: Substring
    var query: Substring?
    var fragment: Substring?

    init(_ text: String) {
        path = text[...]
        fragment = Self.cut(&path, at: UInt8(ascii: "#"))
        query = Self.cut(&path, at: UInt8(ascii: "?"))
        if let colon = path.utf8.firstIndex(of: UInt8(ascii: ":")), URIGrammar.isScheme(path[..<colon]) {
            scheme = path[..<colon]
            path = path[path.utf8.index(after: colon)...]
        }
        if path.utf8.starts(with: "//".utf8) {
            path = Substring(path.utf8.dropFirst(2))
            let end = path.utf8.firstIndex(of: UInt8(ascii: "/")) ?? path.endIndex
            authority = path[..<end]
            path = path[end...]
        }
    }

    /// What stands behind the first `mark`, which is cut off with it.
    private static func cut(_ text: inout Substring, at mark: UInt8) -> Substring? {
        guard let place = text.utf8.firstIndex(of: mark) else { return nil }
        defer { text = text[..<place] }
        return text[text.utf8.index(after: place)...]
    }

    /// What the reference means beside a base.
    func resolved(against base: URIReference) -> URIReference {
        var result = self
        guard scheme == nil else {
            result.path = Self.withoutDots(path)
            return result
        }
        result.scheme = base.scheme
        guard authority == nil else {
            result.path = Self.withoutDots(path)
            return result
        }
        result.authority = base.authority
        if path.isEmpty {
            result.path = base.path
            result.query = query ?? base.query
        } else if path.utf8.first == UInt8(ascii: "/") {
            result.path = Self.withoutDots(path)
        } else {
            result.path = Self.withoutDots(base.merging(path))
        }
        return result
    }

    /// A path beside this one: in place of its last segment.
    private func merging(_ other: Substring) -> Substring {
        if authority != nil, path.isEmpty { return "/" + other }
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return other }
        return path[...slash] + other
    }

    private static func withoutDots(_ path: Substring) -> Substring {
        guard path.utf8.contains(UInt8(ascii: ".")), path.utf8.first == UInt8(ascii: "/") else { return path }
        var segments: [Substring] = []
        let parts = path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        for (index, part) in parts.map(Substring.init).enumerated() {
            let isLast = index == parts.count - 1
            switch part {
            case ".": if isLast { segments.append("") }
            case "..":
                _ = segments.popLast()
                if isLast { segments.append("") }
            default: segments.append(part)
            }
        }
        return "/" + segments.joined(separator: "/")
    }

    /// The URI without its fragment.
    var resource: String {
        (scheme.map { $0 + ":" } ?? "") + (authority.map { "//" + $0 } ?? "") + path + (query.map { "?" + $0 } ?? "")
    }
}
