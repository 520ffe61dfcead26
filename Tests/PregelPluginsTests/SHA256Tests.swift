import CHostSystem
import Foundation
import PregelPlugins
import Testing

@Suite struct SHA256Tests {
    private func hex(_ bytes: [UInt8]) -> String { bytes.withUnsafeBytes { SHA256.hex(of: $0) } }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ])
    func `the digests are those of FIPS 180-4`(text: String, digest: String) {
        #expect(hex(Array(text.utf8)) == digest)
        #expect(Array(text.utf8).withUnsafeBytes { SHA256.portableHex(of: $0) } == digest)
    }

    @Test func `a million bytes have the digest of FIPS 180-4`() {
        let million = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
        #expect(hex(million) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test(arguments: [0, 1, 63, 64, 65_535, 65_536, 65_537, 1_000_000])
    func `what is sealed has the digest of its bytes`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("sha256-\(UUID().uuidString)").path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let source = open(path, O_RDONLY)
        defer { close(source) }
        let parts = [host_part(begin: 65_536, end: 131_072)]
        for kept in [[], parts] {
            var digest = [UInt8](repeating: 0, count: 32)
            let sealed = host_seal(source, "bytes", 1 << 20, kept, kept.count, &digest)
            try #require(sealed >= 0)
            defer { close(sealed) }
            #expect(digest.map { String(format: "%02x", $0) }.joined() == hex(bytes))
            var copy = [UInt8](repeating: 0xFF, count: count)
            #expect(pread(sealed, &copy, count, 0) == count)
            #expect(lseek(sealed, 0, SEEK_END) == count)
            let expected = bytes.enumerated().map { kept.isEmpty || (65_536..<131_072).contains($0) ? $1 : 0 }
            #expect(copy == expected)
        }
    }

    @Test func `the processor's instructions and plain code agree at every length of the last block`() {
        let bytes = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }
        for count in 0...bytes.count {
            bytes.prefix(count).withUnsafeBytes { #expect(SHA256.hex(of: $0) == SHA256.portableHex(of: $0)) }
        }
    }
}
