import CHostSystem

/// SHA-256, for telling files apart by what is in them.
package enum SHA256 {
    /// The digest in lowercase hexadecimal.
    package static func hex(of bytes: UnsafeRawBufferPointer) -> String { hex(bytes, host_sha256) }

    /// The digest, made without the processor's own instructions, for comparison.
    package static func portableHex(of bytes: UnsafeRawBufferPointer) -> String { hex(bytes, host_sha256_portable) }

    private typealias Digest = (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<UInt8>?) -> Void

    private static func hex(_ bytes: UnsafeRawBufferPointer, _ digest: Digest) -> String {
        hex { digest(bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, $0) }
    }

    /// The digest that a function writes, in lowercase hexadecimal.
    static func hex(_ write: (UnsafeMutablePointer<UInt8>?) -> Void) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let sum = [UInt8](unsafeUninitializedCapacity: 32) { sum, count in
            sum.initialize(repeating: 0)
            write(sum.baseAddress)
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
