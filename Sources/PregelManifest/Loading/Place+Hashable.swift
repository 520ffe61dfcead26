extension Place: Hashable {
    /// Whether it is the same place of the same document, which was read once.
    package static func == (left: Place, right: Place) -> Bool {
        left.document === right.document && left.pointer == right.pointer
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(document))
        hasher.combine(pointer)
    }
}
