/// What a plugin's identity may be: it stands in messages, file names and lists, so it has no other character.
package enum IdentityRule {
    /// As a regular expression, for messages and schemas.
    package static let pattern = "[A-Za-z0-9._-]+"

    package static func accepts(_ id: String) -> Bool {
        !id.isEmpty
            && id.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-")].contains(byte)
            }
    }
}
