/// What can write itself into a value that is being written, without a `Value` being made.
///
/// ```swift
/// struct Message: WritableValue {
///     var role: StaticString
///     var text: String
///
///     func write(to writer: inout ValueWriter) {
///         writer.object { message in
///             message.set("role", to: role)
///             message.set("text", to: text)
///         }
///     }
/// }
/// ```
public protocol WritableValue {
    /// Puts itself.
    func write(to writer: inout ValueWriter)
}

extension Value: WritableValue {
    /// Puts itself.
    @inlinable
    public func write(to writer: inout ValueWriter) { writer.put(self) }
}

extension Bool: WritableValue {
    /// Puts itself.
    @inlinable
    public func write(to writer: inout ValueWriter) { writer.put(Value(self)) }
}

extension Int: WritableValue {
    /// Puts itself.
    @inlinable
    public func write(to writer: inout ValueWriter) { writer.put(Value(self)) }
}

/// A NaN or an infinity becomes null, as in `Value`.
extension Double: WritableValue {
    /// Puts itself.
    @inlinable
    public func write(to writer: inout ValueWriter) { writer.put(Value(self)) }
}

extension String: WritableValue {
    /// Puts itself.
    @inlinable
    public func write(to writer: inout ValueWriter) { writer.put(self) }
}

extension StaticString: WritableValue {
    /// Puts itself.
    @inlinable
    public func write(to writer: inout ValueWriter) { writer.put(self) }
}

/// Nothing is null.
extension Optional: WritableValue where Wrapped: WritableValue {
    /// Puts itself.
    @inlinable
    public func write(to writer: inout ValueWriter) {
        if let self { self.write(to: &writer) } else { writer.put(Value.null) }
    }
}

extension Array: WritableValue where Element: WritableValue {
    /// Puts itself.
    @inlinable
    public func write(to writer: inout ValueWriter) {
        writer.array { array in
            for element in self { array.append(element) }
        }
    }
}
