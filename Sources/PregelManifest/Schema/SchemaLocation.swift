/// A place in a schema, or in a schema that it refers to.
struct SchemaLocation: Hashable {
    /// The document's number; 0 is the schema itself.
    var document = 0
    /// A JSON pointer.
    var pointer = ""

    func member(_ key: String) -> SchemaLocation {
        SchemaLocation(document: document, pointer: pointer + "/" + Place.escaped(key))
    }

    func item(_ index: Int) -> SchemaLocation {
        SchemaLocation(document: document, pointer: "\(pointer)/\(index)")
    }
}
