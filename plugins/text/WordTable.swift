import PregelSDK

/// Words with their counts, found by their bytes: a megabyte takes some milliseconds.
struct WordTable {
    private struct Word {
        var start: Int
        var length: Int
        var hash: UInt64
        var count: Int
    }

    /// The bytes of all words, one after the other.
    private var bytes: [UInt8] = []
    private var words: [Word] = []
    /// Indices of words by their hashes; -1 is free.
    private var slots = [Int32](repeating: -1, count: 1024)

    /// Counts the words of a text.
    ///
    /// - Parameters:
    ///   - isLower: Whether capital letters count as small ones.
    ///   - belongs: Whether a byte is part of a word.
    @inline(__always)
    mutating func add(_ text: UnsafeRawBufferPointer, isLower: Bool, _ belongs: (UInt8) -> Bool) {
        var start = bytes.count
        var hash = WordTable.seed
        for byte in text {
            if belongs(byte) {
                let byte = isLower ? Letters.lower(byte) : byte
                bytes.append(byte)
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            } else if bytes.count > start {
                finish(start, hash)
                start = bytes.count
                hash = WordTable.seed
            }
        }
        if bytes.count > start { finish(start, hash) }
    }

    /// {word: count}, in the order in which the words came.
    func counts() -> Value {
        var result = ObjectBuilder(capacity: words.count)
        for word in words {
            let text = String(decoding: bytes[word.start..<word.start + word.length], as: UTF8.self)
            result.set(text, to: Value(word.count))
        }
        return result.finish()
    }

    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Counts the word at the end of `bytes`, and takes it off where it is known.
    private mutating func finish(_ start: Int, _ hash: UInt64) {
        let length = bytes.count - start
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if words[index].hash == hash, words[index].length == length, isEqual(words[index].start, start, length) {
                words[index].count += 1
                bytes.removeLast(length)
                return
            }
            slot = (slot + 1) & mask
        }
        slots[slot] = Int32(words.count)
        words.append(Word(start: start, length: length, hash: hash, count: 1))
        if words.count * 2 > slots.count { grow() }
    }

    private func isEqual(_ left: Int, _ right: Int, _ length: Int) -> Bool {
        for offset in 0..<length where bytes[left + offset] != bytes[right + offset] { return false }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        let mask = slots.count - 1
        for (index, word) in words.enumerated() {
            var slot = Int(truncatingIfNeeded: word.hash ^ word.hash >> 32) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(index)
        }
    }
}
