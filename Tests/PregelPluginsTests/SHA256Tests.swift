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

    @Test func `what is mapped has the digest of its bytes, more than once`() throws {
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("sha256-\(UUID().uuidString)").path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        let memory = try #require(mmap(nil, bytes.count, PROT_READ, MAP_PRIVATE, descriptor, 0))
        defer { munmap(memory, bytes.count) }
        let mapped = UnsafeRawBufferPointer(start: memory, count: bytes.count)
        for _ in 0..<2 { #expect(SHA256.hex(ofMapped: mapped) == hex(bytes)) }
        #expect(mapped.elementsEqual(bytes))
    }

    @Test func `the processor's instructions and plain code agree at every length of the last block`() {
        let bytes = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }
        for count in 0...bytes.count {
            bytes.prefix(count).withUnsafeBytes { #expect(SHA256.hex(of: $0) == SHA256.portableHex(of: $0)) }
        }
    }
}
