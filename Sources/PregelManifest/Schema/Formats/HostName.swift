/// Names of hosts: RFC 1123, and RFC 5890 where labels have other alphabets or stand for such.
enum HostName {
    private static let longest = 253
    /// The full stops of other scripts, which separate labels too.
    private static let otherSeparators: Set<UInt32> = [0x3002, 0xFF0E, 0xFF61]

    /// - Parameter isInternational: Whether labels may have other letters than ASCII's.
    static func accepts(_ text: String, isInternational: Bool) -> Bool {
        // Four bytes a character at most, so that a huge text is refused at once.
        guard !text.isEmpty, text.utf8.count <= 4 * longest else { return false }
        let parts = text.unicodeScalars.split(omittingEmptySubsequences: false) { scalar in
            scalar == "." || isInternational && otherSeparators.contains(scalar.value)
        }
        var labels: [DomainLabel] = []
        for part in parts {
            guard let label = DomainLabel(Array(part), isInternational: isInternational) else { return false }
            labels.append(label)
        }
        let length = labels.reduce(labels.count - 1) { $0 + $1.length }
        return length <= longest && BidiRule.accepts(labels.map(\.scalars))
    }
}
