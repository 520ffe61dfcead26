/// A hash of 128 bits.
struct Hash128: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    /// 32 hexadecimal digits.
    var hex: String { uuid.filter { $0 != "-" } }

    /// The same in the spelling of a UUID.
    var uuid: String { UUIDText.spell(high, low) }
}
