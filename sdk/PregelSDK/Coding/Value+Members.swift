// For nodes that read plain values: members by their types, with an error where a decoder would have one.

extension Value {
    /// The whole number at a key.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    @inlinable @inline(__always)
    public func int(at key: StaticString) throws -> Int { try int(for: key) ?? int(key: key.description) }

    /// The truth value at a key.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    @inlinable @inline(__always)
    public func bool(at key: StaticString) throws -> Bool { try bool(for: key) ?? bool(key: key.description) }

    /// The number at a key.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func double(at key: StaticString) throws -> Double { try double(key: key.description) }

    /// The string at a key.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func string(at key: StaticString) throws -> String { try string(key: key.description) }

    /// The string at a key, as it is: no Swift string is made of it.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func text(at key: StaticString) throws -> Value { try text(key: key.description) }

    /// The items of the array at a key.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func items(at key: StaticString) throws -> Items { try items(key: key.description) }

    /// The members of the object at a key.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func members(at key: StaticString) throws -> Members { try members(key: key.description) }
}

// The same by keys that are no literals.
extension Value {
    /// The whole number at `key`.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func int(key: String) throws -> Int { try member(key, "a whole number", \.int) }

    /// The truth value at `key`.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func bool(key: String) throws -> Bool { try member(key, "true or false", \.bool) }

    /// The number at `key`.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func double(key: String) throws -> Double { try member(key, "a number", \.double) }

    /// The string at `key`.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func string(key: String) throws -> String { try member(key, "a string", \.string) }

    /// The string at `key`, as it is: no Swift string is made of it.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func text(key: String) throws -> Value {
        try member(key, "a string") { $0.kind == .string ? $0 : nil }
    }

    /// The items of the array at `key`.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func items(key: String) throws -> Items {
        try member(key, "an array") { $0.kind == .array ? $0.items : nil }
    }

    /// The members of the object at `key`.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func members(key: String) throws -> Members {
        try member(key, "an object") { $0.kind == .object ? $0.members : nil }
    }

    @inline(__always)
    private func member<T>(_ key: String, _ expected: StaticString, _ read: (Value) -> T?) throws -> T {
        guard let value = self[key] else {
            throw CodingFailure(path: "", message: "the member \"\(key)\" is missing")
        }
        guard let result = read(value) else {
            throw Spot(value: value, place: CodingPlace(nil, PlainKey(stringValue: key))).mismatch("\(expected)")
        }
        return result
    }
}
