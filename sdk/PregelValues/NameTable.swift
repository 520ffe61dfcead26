package import CPregelABI

/// Names with small integer ids, found by their bytes. Made once, then read from any thread.
///
/// The names' memory stays in place as long as the table, so objects may use them as keys without a copy.
package final class NameTable: ValueOwner, @unchecked Sendable {
    /// A name's bytes.
    package typealias Name = pregel_str

    /// The names in the order of their ids.
    package let names: [String]
    private let bytes: UnsafeMutableRawPointer
    private let strings: UnsafeMutablePointer<pregel_str>
    private let slots: UnsafeMutablePointer<Int32>
    private let mask: Int

    /// Makes a table; the id of a name is its place. Of equal names the first one is found.
    package init(_ names: [String]) {
        self.names = names
        let total = names.reduce(0) { $0 + $1.utf8.count }
        bytes = .allocate(byteCount: max(total, 1), alignment: 8)
        strings = .allocate(capacity: max(names.count, 1))
        var size = 8
        while size < names.count * 2 { size *= 2 }
        mask = size - 1
        slots = .allocate(capacity: size)
        slots.initialize(repeating: -1, count: size)
        super.init()
        var place = bytes
        for (id, name) in names.enumerated() {
            let count = name.utf8.count
            for (offset, byte) in name.utf8.enumerated() {
                place.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
            }
            strings[id] = pregel_make_str(place.assumingMemoryBound(to: CChar.self), count)
            insert(id, UnsafeRawBufferPointer(start: place, count: count))
            place += count
        }
    }

    deinit {
        bytes.deallocate()
        strings.deallocate()
        slots.deallocate()
    }

    /// How many names there are.
    package var count: Int { names.count }

    /// The bytes of a name, valid as long as the table.
    package subscript(id: Int) -> pregel_str { strings[id] }

    /// The id of the name with these bytes.
    package func id(utf8 name: UnsafeRawBufferPointer) -> Int? {
        var slot = NameTable.hash(name) & mask
        while slots[slot] >= 0 {
            let found = strings[Int(slots[slot])]
            if found.n == name.count, name.count == 0 || pregel_str_equal(found, NameTable.str(name)) {
                return Int(slots[slot])
            }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// The id of a name.
    package func id(_ name: String) -> Int? {
        var name = name
        return name.withUTF8 { id(utf8: UnsafeRawBufferPointer($0)) }
    }

    private func insert(_ id: Int, _ name: UnsafeRawBufferPointer) {
        if self.id(utf8: name) != nil { return }
        var slot = NameTable.hash(name) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = Int32(id)
    }

    private static func str(_ bytes: UnsafeRawBufferPointer) -> pregel_str {
        pregel_make_str(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    }

    /// Eight bytes at a time, the last ones overlapping: names are short.
    private static func hash(_ name: UnsafeRawBufferPointer) -> Int {
        var hash = UInt64(truncatingIfNeeded: name.count) &* 0x9E37_79B9_7F4A_7C15
        let count = name.count
        if count >= 8 {
            var offset = 0
            while offset + 8 <= count {
                hash = mix(hash, name.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                offset += 8
            }
            hash = mix(hash, name.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
        } else {
            var word: UInt64 = 0
            for byte in name { word = word << 8 | UInt64(byte) }
            hash = mix(hash, word)
        }
        return Int(truncatingIfNeeded: hash >> 20)
    }

    @inline(__always)
    private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let mixed = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
        return mixed ^ (mixed >> 32)
    }
}
