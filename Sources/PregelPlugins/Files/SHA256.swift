import CHostSystem

/// SHA-256, for telling files apart by what is in them.
package enum SHA256 {
    /// The digest in lowercase hexadecimal.
    package static func hex(of bytes: UnsafeRawBufferPointer) -> String { hex(bytes, host_sha256) }

    /// The same of a file that is mapped, unchanged, from a page's begin: what was read is not kept in memory.
    package static func hex(ofMapped bytes: UnsafeRawBufferPointer) -> String { hex(bytes, host_sha256_mapped) }

    /// The same without the processor's own instructions, for comparison.
    package static func portableHex(of bytes: UnsafeRawBufferPointer) -> String { hex(bytes, host_sha256_portable) }

    private typealias Digest = (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<UInt8>?) -> Void

    private static func hex(_ bytes: UnsafeRawBufferPointer, _ digest: Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let sum = [UInt8](unsafeUninitializedCapacity: 32) { sum, count in
            digest(bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, sum.baseAddress)
            count = 32
        }
        return String(unsafeUninitializedCapacity: 64) { text in
            for (place, byte) in sum.enumerated() {
                text[2 * place] = digits[Int(byte >> 4)]
                text[2 * place + 1] = digits[Int(byte & 15)]
            }
            return 64
        }
    }
}
