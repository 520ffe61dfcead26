package import CPregelABI
internal import PregelValues

/// The statuses of the border, as the type that functions return.
package enum Status {
    package static let ok = pregel_status(PREGEL_OK)
    package static let pending = pregel_status(PREGEL_PENDING)
    package static let interrupted = pregel_status(PREGEL_INTERRUPTED)
    package static let absent = pregel_status(PREGEL_ABSENT)
    package static let failed = pregel_status(PREGEL_FAILED)
    package static let invalid = pregel_status(PREGEL_INVALID)
    package static let cancelled = pregel_status(PREGEL_CANCELLED)
}

extension pregel_str {
    /// The bytes, where they are.
    package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: p, count: p == nil ? 0 : n) }

    /// A copy; broken UTF-8 is replaced.
    package var string: String { String(decoding: bytes, as: UTF8.self) }
}

extension String {
    /// Lends the UTF-8 as a C string of the border.
    @inline(__always)
    package func withStr<R>(_ body: (pregel_str) -> R) -> R {
        lendUTF8 { bytes in
            body(pregel_make_str(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count))
        }
    }
}

extension [String] {
    /// Lends the texts as C strings of the border, side by side.
    func withStrs<R>(_ body: (UnsafeBufferPointer<pregel_str>) -> R) -> R {
        var texts: [pregel_str] = []
        texts.reserveCapacity(count)
        return lend(from: 0, &texts, body)
    }

    private func lend<R>(
        from place: Int, _ texts: inout [pregel_str], _ body: (UnsafeBufferPointer<pregel_str>) -> R
    ) -> R {
        if place == count { return texts.withUnsafeBufferPointer(body) }
        return self[place].withStr { text in
            texts.append(text)
            return lend(from: place + 1, &texts, body)
        }
    }
}

extension StaticString {
    /// Lends the UTF-8 as a C string of the border.
    @inline(__always)
    func withStr<R>(_ body: (pregel_str) -> R) -> R {
        guard hasPointerRepresentation else { return description.withStr(body) }
        return body(
            pregel_make_str(UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self), utf8CodeUnitCount))
    }
}

/// Strings and tables that live as long as the process: what a plugin's table is made of.
enum Permanent {
    static func text(_ string: String) -> pregel_str {
        string.withStr { text in
            let place = UnsafeMutablePointer<CChar>.allocate(capacity: max(text.n, 1))
            if let source = text.p { place.update(from: source, count: text.n) }
            return pregel_make_str(place, text.n)
        }
    }

    static func place<T>(_ value: T) -> UnsafePointer<T> {
        let place = UnsafeMutablePointer<T>.allocate(capacity: 1)
        place.initialize(to: value)
        return UnsafePointer(place)
    }

    static func list<T>(_ values: [T]) -> UnsafePointer<T>? {
        guard !values.isEmpty else { return nil }
        let place = UnsafeMutablePointer<T>.allocate(capacity: values.count)
        place.initialize(from: values, count: values.count)
        return UnsafePointer(place)
    }
}
