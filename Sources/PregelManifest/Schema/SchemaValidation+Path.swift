extension SchemaValidation {
    /// A place in the value; text only when it is needed.
    indirect enum Path {
        case root
        case key(String, in: Path)
        case index(Int, in: Path)

        var pointer: String {
            var tokens: [String] = []
            var path = self
            while true {
                switch path {
                case .root: return tokens.reversed().map { "/" + $0 }.joined()
                case .key(let key, let parent):
                    tokens.append(Place.escaped(key))
                    path = parent
                case .index(let index, let parent):
                    tokens.append(String(index))
                    path = parent
                }
            }
        }
    }
}
