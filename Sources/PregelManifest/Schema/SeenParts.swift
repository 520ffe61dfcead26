/// Which parts of an array or an object some keyword has looked at, and found right.
struct SeenParts {
    var keys: Set<String> = []
    var items: Set<Int> = []
    /// The names that keys could have had, for whoever has mistyped one.
    var names: [String] = []
    var isEverything = false
    /// All items before this one.
    var prefix = 0

    func sees(_ key: String) -> Bool { isEverything || keys.contains(key) }

    func sees(_ index: Int) -> Bool { isEverything || index < prefix || items.contains(index) }
}
