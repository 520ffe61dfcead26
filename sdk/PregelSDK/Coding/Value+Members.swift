internal import CPregelABI

// For nodes that read plain values: members by their types, with an error where a decoder would have one.

extension Value {
    /// The whole number at `key`.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func int(at key: String) throws -> Int {
        let found = withExtendedLifetime(owner) { () -> Int? in
            guard let place = place(of: key), place.pointee.kind == UInt8(PREGEL_INT) else { return nil }
            return Int(place.pointee.u.i)
        }
        if let found { return found }
        return try member(key, "a whole number", \.int)
    }

    /// The number at `key`.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func double(at key: String) throws -> Double { try member(key, "a number", \.double) }

    /// The truth value at `key`.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func bool(at key: String) throws -> Bool { try member(key, "true or false", \.bool) }

    /// The string at `key`.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func string(at key: String) throws -> String { try member(key, "a string", \.string) }

    /// The string at `key`, as it is: no Swift string is made of it.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func text(at key: String) throws -> Value {
        try member(key, "a string") { $0.kind == .string ? $0 : nil }
    }

    /// The items of the array at `key`.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func items(at key: String) throws -> Items {
        try member(key, "an array") { $0.kind == .array ? $0.items : nil }
    }

    /// The members of the object at `key`.
    ///
    /// - Throws: A `CodingFailure` where there is none.
    public func members(at key: String) throws -> Members {
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
