/// Base64 (RFC 4648, with padding), which is how JSON shows bytes.
enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Appends bytes as base64.
    static func write(_ bytes: UnsafeRawBufferPointer, to out: inout [UInt8]) {
        var place = 0
        while place < bytes.count {
            let left = min(bytes.count - place, 3)
            var word = UInt32(bytes[place]) << 16
            if left > 1 { word |= UInt32(bytes[place + 1]) << 8 }
            if left > 2 { word |= UInt32(bytes[place + 2]) }
            out.append(digits[Int(word >> 18)])
            out.append(digits[Int(word >> 12 & 63)])
            out.append(left > 1 ? digits[Int(word >> 6 & 63)] : UInt8(ascii: "="))
            out.append(left > 2 ? digits[Int(word & 63)] : UInt8(ascii: "="))
            place += 3
        }
    }
}
