/// What an ELF file tells the loader: the libraries that it needs, and where they are.
struct ELFLinking {
    /// The libraries that must be found (DT_NEEDED).
    private(set) var needed: [String] = []
    /// Where they are looked for (DT_RUNPATH): lists of folders with colons between them.
    private(set) var runpath: [String] = []
    /// Where they are looked for by the older entry, DT_RPATH, which counts only where there is no DT_RUNPATH.
    private(set) var rpath: [String] = []

    init() {}

    /// - Parameters:
    ///   - dynamic: The dynamic section.
    ///   - texts: The table that its texts are in.
    init(_ dynamic: ByteTable, texts: ByteTable) {
        for place in stride(from: 0, to: dynamic.count - 15, by: 16) {
            guard let tag = try? dynamic.word64(place), let offset = try? dynamic.word64(place + 8) else { return }
            guard [1, 15, 29].contains(tag), let text = texts.text(at: Int(clamping: offset)) else { continue }
            switch tag {
            case 1: needed.append(text)
            case 15: rpath.append(text)
            default: runpath.append(text)
            }
        }
    }
}
