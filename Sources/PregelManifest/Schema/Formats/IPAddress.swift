/// Addresses of hosts by number.
enum IPAddress {
    /// Four numbers below 256, without leading zeros.
    static func isVersion4(_ bytes: ArraySlice<UInt8>) -> Bool {
        let parts = bytes.split(separator: UInt8(ascii: "."), maxSplits: 4, omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                (1...3).contains(part.count) && part.allSatisfy(\.isDigit)
                    && part.reduce(0) { $0 * 10 + Int($1 - 48) } < 256
                    && (part.count == 1 || part.first != UInt8(ascii: "0"))
            }
    }

    /// As RFC 4291 writes them: eight groups, `::` for some of them, the last two also as an IPv4 address; no zone.
    static func isVersion6(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count <= 45 else { return false }
        guard let gap = gap(in: bytes) else { return groups(bytes, mayEndInVersion4: true) == 8 }
        let head = bytes[..<gap]
        let tail = bytes[(gap + 2)...]
        guard let before = head.isEmpty ? 0 : groups(head, mayEndInVersion4: false),
            let after = tail.isEmpty ? 0 : groups(tail, mayEndInVersion4: true)
        else { return false }
        return before + after <= 7
    }

    private static func gap(in bytes: ArraySlice<UInt8>) -> Int? {
        bytes.indices.dropLast().first { bytes[$0] == UInt8(ascii: ":") && bytes[$0 + 1] == UInt8(ascii: ":") }
    }

    /// How many groups of 16 bits a part of an address has; `nil` where one of them is none.
    private static func groups(_ bytes: ArraySlice<UInt8>, mayEndInVersion4: Bool) -> Int? {
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var count = 0
        for (index, part) in parts.enumerated() {
            if (1...4).contains(part.count), part.allSatisfy(\.isHexadecimal) {
                count += 1
            } else if mayEndInVersion4, index == parts.count - 1, isVersion4(part) {
                count += 2
            } else {
                return nil
            }
        }
        return count
    }
}
