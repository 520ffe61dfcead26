/// A list that most often has one element, which then stands right here: such a list has no memory of its own.
enum ShortList<Element: Sendable>: RandomAccessCollection, Sendable {
    case none
    case one(Element)
    case several([Element])

    init() { self = .none }

    init(_ elements: [Element]) {
        switch elements.count {
        case 0: self = .none
        case 1: self = .one(elements[0])
        default: self = .several(elements)
        }
    }

    var startIndex: Int { 0 }

    var endIndex: Int {
        switch self {
        case .none: 0
        case .one: 1
        case .several(let elements): elements.count
        }
    }

    subscript(index: Int) -> Element {
        switch self {
        case .one(let element) where index == 0: return element
        case .several(let elements): return elements[index]
        default: preconditionFailure("an index within the list")
        }
    }

    mutating func append(_ element: Element) {
        switch self {
        case .none: self = .one(element)
        case .one(let first): self = .several([first, element])
        case .several(var elements):
            // Nobody else holds the array while it grows.
            self = .none
            elements.append(element)
            self = .several(elements)
        }
    }
}
