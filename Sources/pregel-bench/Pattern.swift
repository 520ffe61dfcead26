import Glibc

/// A POSIX regular expression; the standard library's would cost more to load than a case takes.
final class Pattern {
    private var compiled = regex_t()

    /// `nil` where the text is no expression.
    init?(_ text: String) {
        guard regcomp(&compiled, text, REG_EXTENDED | REG_NOSUB) == 0 else { return nil }
    }

    deinit { regfree(&compiled) }

    /// Whether the expression matches some part of `text`.
    func isFound(in text: String) -> Bool { regexec(&compiled, text, 0, nil, 0) == 0 }
}
