import Glibc

/// The words of the command line as the system gives them: bytes, which need not be UTF-8.
///
/// Swift's own list of them has U+FFFD in place of what is not, so what is wrong would be read as something else.
enum RawArguments {
    /// The bytes of a value: of a word, or of what stands behind one of its first equals signs.
    static func bytes(of value: String) -> [UInt8] {
        let repaired = value.unicodeScalars.contains("\u{FFFD}")
        guard repaired else { return Array(value.utf8) }
        for word in words {
            var rest = word[...]
            for _ in 0...2 {
                if String(decoding: rest, as: UTF8.self) == value { return Array(rest) }
                guard let sign = rest.firstIndex(of: UInt8(ascii: "=")) else { break }
                rest = rest[(sign + 1)...]
            }
        }
        return Array(value.utf8)
    }

    private static var words: [[UInt8]] {
        (1..<max(Int(CommandLine.argc), 1)).compactMap { index in
            CommandLine.unsafeArgv[index].map { word in
                Array(UnsafeBufferPointer(start: word, count: strlen(word)).lazy.map { UInt8(bitPattern: $0) })
            }
        }
    }
}
