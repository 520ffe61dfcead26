/// The libraries in the system loader's cache, `/etc/ld.so.cache`: those of all folders that are configured there.
enum LoaderCache {
    /// The names; none where there is no cache, or one of another form.
    static let names: Set<String> = (OpenFile.content("/etc/ld.so.cache", atMost: 1 << 26) ?? [])
        .withUnsafeBytes(names)

    /// Reads glibc's form, which has stood since 2.2: a head of 48 bytes, entries of 24, and texts at places from the
    /// beginning on.
    static func names(in cache: UnsafeRawBufferPointer) -> Set<String> {
        func word(_ place: Int) -> Int? {
            guard place >= 0, place <= cache.count - 4 else { return nil }
            return Int(cache.loadUnaligned(fromByteOffset: place, as: UInt32.self))
        }
        guard cache.starts(with: "glibc-ld.so.cache1.1".utf8), let count = word(20) else { return [] }
        var names: Set<String> = []
        for entry in 0..<min(count, cache.count / 24) {
            guard let place = word(48 + entry * 24 + 4), place < cache.count else { break }
            names.insert(String(decoding: cache[place...].prefix { $0 != 0 }, as: UTF8.self))
        }
        return names
    }
}
