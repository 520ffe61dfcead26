package import CPregelABI

/// Names with small integer ids, found by their bytes. Made once, then read from any thread.
///
/// The names' memory stays in place as long as the table, so objects may use them as keys without a copy.
@usableFromInline
package final class NameTable: ValueOwner, @unchecked Sendable {
    /// A name's bytes.
    package typealias Name = pregel_str

    /// The names in the order of their ids.
    package let names: [String]
    private let bytes: UnsafeMutableRawPointer
    private let strings: UnsafeMutablePointer<pregel_str>
    private let slots: UnsafeMutablePointer<Slot>
    private let mask: Int
    private let shift: UInt64

    /// A place of the hash table. Of two names up to 8 bytes long with one length, the hashes differ.
    private struct Slot {
        var hash: UInt64 = 0
        var count: Int32 = 0
        /// -1 where it is free.
        var id: Int32 = -1
    }

    /// Makes a table; the id of a name is its place. Of equal names the first one is found.
    package init(_ names: [String]) {
        self.names = names
        let total = names.reduce(0) { $0 + $1.utf8.count }
        bytes = .allocate(byteCount: max(total, 1), alignment: 8)
        strings = .allocate(capacity: max(names.count, 1))
        let size: Int
        (size, shift) = NameTable.layout(of: names)
        mask = size - 1
        slots = .allocate(capacity: size)
        slots.initialize(repeating: Slot(), count: size)
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

    /// How many slots are made, and which bits of a hash say a name's place. Of a few names each gets the place that it is
    /// looked for in first, if that can be.
    private static func layout(of names: [String]) -> (size: Int, shift: UInt64) {
        var size = 8
        while size < names.count * 2 { size *= 2 }
        guard names.count <= 64 else { return (size, 20) }
        let hashes = Set(names).map { name in name.lendUTF8 { NameTable.hash($0) } }
        for larger in [size, size * 2, size * 4] {
            for shift: UInt64 in [20, 28, 36, 44] {
                let places = Set(hashes.map { NameTable.place($0, shift) & (larger - 1) })
                if places.count == hashes.count { return (larger, shift) }
            }
        }
        return (size * 2, 20)
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
    ///
    /// Most names are short, and stand where they are looked for first.
    package func id(utf8 name: UnsafeRawBufferPointer) -> Int? {
        guard let text = name.baseAddress, name.count > 0, name.count <= 8 else { return anyID(utf8: name) }
        let hash = NameTable.hash(short: text, name.count)
        let slot = slots + NameTable.place(hash, shift) & mask
        if slot.pointee.hash == hash, Int(slot.pointee.count) == name.count { return Int(slot.pointee.id) }
        return anyID(utf8: name)
    }

    @inline(never)
    private func anyID(utf8 name: UnsafeRawBufferPointer) -> Int? {
        let hash = NameTable.hash(name)
        var place = NameTable.place(hash, shift) & mask
        while slots[place].id >= 0 {
            let slot = slots[place]
            if slot.hash == hash, Int(slot.count) == name.count,
                name.count <= 8 || pregel_str_equal(strings[Int(slot.id)], NameTable.str(name))
            {
                return Int(slot.id)
            }
            place = (place + 1) & mask
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
        let hash = NameTable.hash(name)
        var place = NameTable.place(hash, shift) & mask
        while slots[place].id >= 0 { place = (place + 1) & mask }
        slots[place] = Slot(hash: hash, count: Int32(clamping: name.count), id: Int32(id))
    }

    private static func str(_ bytes: UnsafeRawBufferPointer) -> pregel_str {
        pregel_make_str(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    }

    @inline(__always)
    private static func place(_ hash: UInt64, _ shift: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> shift) }

    /// Eight bytes at a time, the last ones overlapping: names are short.
    @inline(__always)
    private static func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
        guard name.count > 0, let text = name.baseAddress else { return 0 }
        if name.count <= 8 { return hash(short: text, name.count) }
        var hash = start(name.count)
        var offset = 0
        while offset + 8 <= name.count - 1 {
            hash = mix(hash, (text + offset).loadUnaligned(as: UInt64.self))
            offset += 8
        }
        return mix(hash, (text + name.count - 8).loadUnaligned(as: UInt64.self))
    }

    /// The same of 1 to 8 bytes.
    @inline(__always)
    private static func hash(short text: UnsafeRawPointer, _ count: Int) -> UInt64 {
        mix(start(count), count == 8 ? text.loadUnaligned(as: UInt64.self) : Word.short(text, count))
    }

    @inline(__always)
    private static func start(_ count: Int) -> UInt64 { UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15 }

    /// Gives another number for each word.
    @inline(__always)
    private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let mixed = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
        return mixed ^ (mixed >> 32)
    }
}
