/// XXH3, 128 bits, without a seed (xxHash 0.8): the hash that LangGraph makes ids and cache keys with.
///
/// Written after the algorithm's specification; the tests hold it against the reference implementation.
enum XXH3 {
    static let prime32 = (one: UInt64(0x9E37_79B1), two: UInt64(0x85EB_CA77), three: UInt64(0xC2B2_AE3D))
    static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

    /// The hash of a text's UTF-8.
    static func hash128(_ text: String) -> Hash128 {
        var text = text
        return text.withUTF8 { hash128(UnsafeRawBufferPointer($0)) }
    }

    /// The hash of bytes.
    static func hash128(_ bytes: UnsafeRawBufferPointer) -> Hash128 {
        secret.withUnsafeBytes { secret in
            let input = Reader(bytes)
            let secret = Reader(secret)
            return switch bytes.count {
            case 0: empty(secret)
            case 1...3: tiny(bytes, secret)
            case 4...8: small(input, secret)
            case 9...16: half(input, secret)
            case 17...128: medium(input, secret)
            case 129...240: large(input, secret)
            default: XXH3Stripes(input, secret).hash()
            }
        }
    }

    // MARK: Up to 16 bytes

    private static func empty(_ secret: Reader) -> Hash128 {
        Hash128(high: finish64(secret[64 + 16] ^ secret[88]), low: finish64(secret[64] ^ secret[72]))
    }

    private static func tiny(_ bytes: UnsafeRawBufferPointer, _ secret: Reader) -> Hash128 {
        let count = bytes.count
        let low =
            UInt32(bytes[0]) << 16 | UInt32(bytes[count >> 1]) << 24 | UInt32(bytes[count - 1]) | UInt32(count) << 8
        let swapped = low.byteSwapped
        let high = swapped << 13 | swapped >> 19
        return Hash128(
            high: finish64(UInt64(high) ^ UInt64(secret.word32(8) ^ secret.word32(12))),
            low: finish64(UInt64(low) ^ UInt64(secret.word32(0) ^ secret.word32(4))))
    }

    private static func small(_ input: Reader, _ secret: Reader) -> Hash128 {
        let word = UInt64(input.word32(0)) | UInt64(input.word32(input.count - 4)) << 32
        var product = (word ^ secret[16] ^ secret[24]).multipliedFullWidth(by: prime1 &+ UInt64(input.count) << 2)
        product.high &+= product.low << 1
        var low = product.low ^ product.high >> 3
        low ^= low >> 35
        low &*= 0x9FB2_1C65_1E98_DF25
        low ^= low >> 28
        return Hash128(high: finish(product.high), low: low)
    }

    private static func half(_ input: Reader, _ secret: Reader) -> Hash128 {
        let begin = input[0]
        var end = input[input.count - 8]
        var product = (begin ^ end ^ secret[32] ^ secret[40]).multipliedFullWidth(by: prime1)
        product.low &+= UInt64(input.count - 1) << 54
        end ^= secret[48] ^ secret[56]
        product.high &+= end &+ (end & 0xFFFF_FFFF) &* (prime32.two - 1)
        product.low ^= product.high.byteSwapped
        let result = product.low.multipliedFullWidth(by: prime2)
        return Hash128(high: finish(result.high &+ product.high &* prime2), low: finish(result.low))
    }

    // MARK: Up to 240 bytes

    private static func medium(_ input: Reader, _ secret: Reader) -> Hash128 {
        var sums = Sums(count: input.count)
        for round in stride(from: (input.count - 1) / 32, through: 0, by: -1) {
            sums.mix(input, round * 16, input.count - 16 * (round + 1), secret, round * 32)
        }
        return sums.hash(input.count)
    }

    private static func large(_ input: Reader, _ secret: Reader) -> Hash128 {
        var sums = Sums(count: input.count)
        for place in stride(from: 0, to: 128, by: 32) { sums.mix(input, place, place + 16, secret, place) }
        sums.finish()
        for place in stride(from: 128, through: input.count - 32, by: 32) {
            sums.mix(input, place, place + 16, secret, 3 + place - 128)
        }
        sums.mix(input, input.count - 16, input.count - 32, secret, 103)
        return sums.hash(input.count)
    }

    /// The two running sums of inputs of medium length.
    private struct Sums {
        var low: UInt64
        var high: UInt64 = 0

        init(count: Int) { low = UInt64(count) &* prime1 }

        mutating func mix(_ input: Reader, _ a: Int, _ b: Int, _ secret: Reader, _ key: Int) {
            low &+= fold(input[a] ^ secret[key], input[a + 8] ^ secret[key + 8])
            low ^= input[b] &+ input[b + 8]
            high &+= fold(input[b] ^ secret[key + 16], input[b + 8] ^ secret[key + 24])
            high ^= input[a] &+ input[a + 8]
        }

        mutating func finish() {
            low = XXH3.finish(low)
            high = XXH3.finish(high)
        }

        func hash(_ count: Int) -> Hash128 {
            let mixed = low &* prime1 &+ high &* prime4 &+ UInt64(count) &* prime2
            return Hash128(high: 0 &- XXH3.finish(mixed), low: XXH3.finish(low &+ high))
        }
    }

    // MARK: Parts

    /// Reads little-endian words.
    struct Reader {
        private let bytes: UnsafeRawBufferPointer
        let count: Int

        init(_ bytes: UnsafeRawBufferPointer) {
            self.bytes = bytes
            count = bytes.count
        }

        subscript(place: Int) -> UInt64 {
            UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        }

        func word32(_ place: Int) -> UInt32 {
            UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
        }
    }

    static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.low ^ product.high
    }

    static func finish(_ hash: UInt64) -> UInt64 {
        var hash = hash ^ hash >> 37
        hash &*= 0x1656_6791_9E37_79F9
        return hash ^ hash >> 32
    }

    private static func finish64(_ hash: UInt64) -> UInt64 {
        var hash = (hash ^ hash >> 33) &* prime2
        hash = (hash ^ hash >> 29) &* prime3
        return hash ^ hash >> 32
    }
}
