internal import CPregelABI

/// The memory of an owner whose trees point to nothing outside of it.
struct PlainMemory {
    let start: UInt
    let count: Int

    @inline(__always)
    func has(_ pointer: UnsafeRawPointer) -> Bool { UInt(bitPattern: pointer) &- start < UInt(bitPattern: count) }
}

/// Memory for a tree that is made, and who owns it.
struct TreeMemory {
    /// The most bytes that share one allocation with their owner.
    static let smallest = 240

    let owner: ValueOwner
    /// Where the next bytes go.
    private(set) var next: UnsafeMutableRawPointer

    /// Memory that was claimed from an owner.
    init(owner: ValueOwner, next: UnsafeMutableRawPointer) {
        self.owner = owner
        self.next = next
    }

    /// - Parameters:
    ///   - size: The bytes that the tree takes in all, each part rounded up to 8.
    ///   - spare: Bytes for what may be built around the tree, if its memory is small.
    @inline(__always)
    init(size: Int, spare: Int = 0) {
        let room = size + spare
        if room <= 48 {
            let leaf = SizedLeaf<6>(used: size)
            (owner, next) = (leaf, leaf.place)
        } else if room <= 112 {
            let leaf = SizedLeaf<14>(used: size)
            (owner, next) = (leaf, leaf.place)
        } else if room <= 176 {
            let leaf = SizedLeaf<22>(used: size)
            (owner, next) = (leaf, leaf.place)
        } else if size <= TreeMemory.smallest {
            let leaf = SizedLeaf<30>(used: size)
            (owner, next) = (leaf, leaf.place)
        } else {
            let arena = Arena(capacity: size)
            (owner, next) = (arena, arena.allocate(size))
        }
    }

    /// Takes the next bytes, rounded up to 8.
    @inline(__always)
    mutating func take(_ byteCount: Int) -> UnsafeMutableRawPointer {
        defer { next += (byteCount + 7) & ~7 }
        return next
    }

    /// Copies a text that is not checked.
    @inline(__always)
    mutating func copy(_ text: pregel_str) -> pregel_str {
        guard text.n > 0, let source = text.p else { return pregel_make_str(nil, 0) }
        let place = take(text.n)
        Word.copy(source, to: place, text.n)
        return pregel_make_str(place.assumingMemoryBound(to: CChar.self), text.n)
    }

    /// Copies the UTF-8 of a string.
    @inline(__always)
    mutating func copy(_ string: String) -> pregel_str {
        string.lendUTF8 { copy(pregel_make_str($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)) }
    }
}

extension TreeMemory {
    @inline(__always)
    mutating func copyText(_ value: pregel_value) -> pregel_value {
        pregel_string(copy(pregel_make_str(value.u.s, Int(value.count))))
    }

    /// Copies a tree that lies in a small memory; what does not, is never freed and stays where it is.
    ///
    /// It recurses, but no deeper than containers fit into such a memory.
    mutating func copy(_ value: pregel_value, outOf memory: PlainMemory) -> pregel_value {
        guard value.kind >= UInt8(PREGEL_STRING), value.count > 0, let source = UnsafeRawPointer(value.u.bytes),
            memory.has(source)
        else { return value }
        let count = Int(value.count)
        var result = value
        switch Int(value.kind) {
        case PREGEL_ARRAY:
            let items = take(count * MemoryLayout<pregel_value>.stride).assumingMemoryBound(to: pregel_value.self)
            let from = source.assumingMemoryBound(to: pregel_value.self)
            for index in 0..<count { items[index] = copy(from[index], outOf: memory) }
            result.u.items = UnsafePointer(items)
        case PREGEL_OBJECT:
            let members = take(count * MemoryLayout<pregel_member>.stride).assumingMemoryBound(to: pregel_member.self)
            let from = source.assumingMemoryBound(to: pregel_member.self)
            for index in 0..<count {
                let key = copy(from[index].key)
                members[index] = pregel_member(key: key, value: copy(from[index].value, outOf: memory))
            }
            result.u.members = UnsafePointer(members)
        default:
            let bytes = take(count)
            bytes.copyMemory(from: source, byteCount: count)
            result.u.bytes = UnsafePointer(bytes.assumingMemoryBound(to: UInt8.self))
        }
        return result
    }
}
