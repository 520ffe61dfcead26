/// Finds the keys that stand in an object more than once, in a text or a part of it.
struct RepeatedKeys {
    /// A key, told once however often it stands there.
    struct Key {
        var pointer: String
        var name: String
        /// The first few of its places.
        var places: [Range<Int>]
        var count: Int
    }

    /// The first ones of the text.
    private(set) var found: [Key] = []
    /// How many there are besides.
    private(set) var others = 0

    /// So many keys are told, and so many places of each.
    private static let (mostKeys, mostPlaces) = (FaultLimit.most, 4)

    private let top: String
    private var cursor: JSONCursor
    /// Where the cursor is, below the top.
    private var path: [Step] = []

    private enum Step {
        case key(Range<Int>)
        case item(Int)
    }

    /// What is known of a key of an object.
    private enum Seen {
        case once(Range<Int>)
        case found(Int)
        case counted
    }

    /// - Parameters:
    ///   - text: Well-formed JSON.
    ///   - offset: Where the part to look through begins.
    ///   - pointer: The part's pointer.
    init(_ text: [UInt8], from offset: Int, at pointer: String) {
        cursor = JSONCursor(text, at: offset)
        top = pointer
        scan()
    }

    private mutating func scan() {
        switch cursor.next {
        case UInt8(ascii: "{"): scanObject()
        case UInt8(ascii: "["): scanArray()
        case UInt8(ascii: "\""): _ = cursor.string()
        default: cursor.skipScalar()
        }
    }

    private mutating func scanObject() {
        var keys: [ArraySlice<UInt8>: Seen] = [:]
        cursor.enter()
        while cursor.hasPart() {
            let place = cursor.key()
            let name = JSONCursor.content(of: cursor.text[place])
            path.append(.key(place))
            keys[name] = note(keys[name], place)
            scan()
            path.removeLast()
            cursor.skipSeparator()
        }
    }

    private mutating func scanArray() {
        cursor.enter()
        var index = 0
        while cursor.hasPart() {
            path.append(.item(index))
            scan()
            path.removeLast()
            index += 1
            cursor.skipSeparator()
        }
    }

    private mutating func note(_ seen: Seen?, _ place: Range<Int>) -> Seen {
        switch seen {
        case nil: return .once(place)
        case .counted: return .counted
        case .found(let index):
            found[index].count += 1
            if found[index].places.count < Self.mostPlaces { found[index].places.append(place) }
            return .found(index)
        case .once(let first):
            guard found.count < Self.mostKeys else {
                others += 1
                return .counted
            }
            found.append(Key(pointer: pointer, name: name(place), places: [first, place], count: 2))
            return .found(found.count - 1)
        }
    }

    private func name(_ place: Range<Int>) -> String {
        String(decoding: JSONCursor.content(of: cursor.text[place]), as: UTF8.self)
    }

    /// The pointer of the member that was read last.
    private var pointer: String {
        path.reduce(into: top) { pointer, step in
            switch step {
            case .key(let place): pointer += "/" + Place.escaped(name(place))
            case .item(let index): pointer += "/\(index)"
            }
        }
    }
}
