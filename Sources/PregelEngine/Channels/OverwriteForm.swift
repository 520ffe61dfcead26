import CPregelABI
package import PregelValues

/// The forms in which a value says that it overwrites what a channel has reduced (CH-8).
package enum OverwriteForm {
    /// What an overwrite wraps, and the member that has it: of `{"__overwrite__": v}` and of
    /// `{"type": "__overwrite__", "value": v}`. `nil` where the value is neither.
    package static func wrapped(by value: Value) -> (key: String, value: Value)? {
        guard value.kind == .object, mayWrap(value) else { return nil }
        let isTyped = value.count > 1 && value["type"]?.string == mark
        let key = isTyped ? "value" : mark
        guard isTyped || value.count == 1, let wrapped = value[key] else { return nil }
        return (key, wrapped)
    }

    /// Whether a key is as long as one that tells: most objects that are written are passed over by that, without a text.
    private static func mayWrap(_ value: Value) -> Bool {
        withExtendedLifetime(value) {
            let length = value.count == 1 ? 13 : 4
            return UnsafeBufferPointer(start: value.raw.u.members, count: value.count).contains { $0.key.n == length }
        }
    }

    private static let mark = "__overwrite__"
}
