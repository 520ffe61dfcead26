/// XXH3 with 128 bits, seed 0 and the default secret: what LangGraph makes its ids of.
///
/// Five algorithms by length, each as the specification of xxHash has it; those for more than 16 bytes are in
/// `XXH3+Medium.swift` and `XXH3+Long.swift`. Numbers are read as little-endian.
enum XXH3 {
    static func hash128(_ bytes: UnsafeRawBufferPointer) -> Hash128 {
        switch bytes.count {
        case 0: return empty
        case 1...3: return hashUpTo3(bytes)
        case 4...8: return hashUpTo8(bytes)
        case 9...16: return hashUpTo16(bytes)
        case 17...128: return hashUpTo128(bytes)
        case 129...240: return hashUpTo240(bytes)
        default: return hashLong(bytes)
        }
    }

    /// Hashes a string's UTF-8.
    static func hash128(_ string: String) -> Hash128 {
        var string = string
        return string.withUTF8 { hash128(UnsafeRawBufferPointer($0)) }
    }

    // MARK: Up to 16 bytes

    private static var empty: Hash128 {
        Hash128(
            high: finishedLikeXXH64(secret(at: 80) ^ secret(at: 88)),
            low: finishedLikeXXH64(secret(at: 64) ^ secret(at: 72)))
    }

    private static func hashUpTo3(_ bytes: UnsafeRawBufferPointer) -> Hash128 {
        let count = bytes.count
        let (first, middle, last) = (UInt32(bytes[0]), UInt32(bytes[count >> 1]), UInt32(bytes[count - 1]))
        let low = first << 16 | middle << 24 | last | UInt32(count) << 8
        let swapped = low.byteSwapped
        let high = swapped << 13 | swapped >> 19
        // The two halves of a 64-bit word of the secret, mixed with each other.
        let (lowKey, highKey) = (secret(at: 0), secret(at: 8))
        return Hash128(
            high: finishedLikeXXH64(UInt64(high) ^ (highKey & 0xFFFF_FFFF ^ highKey >> 32)),
            low: finishedLikeXXH64(UInt64(low) ^ (lowKey & 0xFFFF_FFFF ^ lowKey >> 32)))
    }

    private static func hashUpTo8(_ bytes: UnsafeRawBufferPointer) -> Hash128 {
        let count = bytes.count
        let input = UInt64(half(bytes, at: 0)) | UInt64(half(bytes, at: count - 4)) << 32
        let keyed = input ^ secret(at: 16) ^ secret(at: 24)
        var (high, low) = keyed.multipliedFullWidth(by: Prime.p64x1 &+ UInt64(count) << 2)
        high &+= low << 1
        low ^= high >> 3
        low = (low ^ low >> 35) &* Prime.mix2
        return Hash128(high: finished(high), low: low ^ low >> 28)
    }

    private static func hashUpTo16(_ bytes: UnsafeRawBufferPointer) -> Hash128 {
        let count = bytes.count
        let first = word(bytes, at: 0)
        var last = word(bytes, at: count - 8)
        var (high, low) = (first ^ last ^ secret(at: 32) ^ secret(at: 40)).multipliedFullWidth(by: Prime.p64x1)
        low &+= UInt64(count - 1) << 54
        last ^= secret(at: 48) ^ secret(at: 56)
        high &+= last &+ (last & 0xFFFF_FFFF) &* (Prime.p32x2 - 1)
        low ^= high.byteSwapped
        let product = low.multipliedFullWidth(by: Prime.p64x2)
        return Hash128(high: finished(product.high &+ high &* Prime.p64x2), low: finished(product.low))
    }
}
