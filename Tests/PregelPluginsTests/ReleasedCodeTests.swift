import CHostSystem
import Glibc
import Testing

@Suite struct ReleasedCodeTests {
    /// In pages of this program's file that nobody writes.
    private static let literal: StaticString = "a constant of this program, which lies in its file beside its code"
    private static let changed: StaticString = "another one, for the only test that changes it"

    @Test func `code that was let go of comes back as it is used`() throws {
        let text = ReleasedCodeTests.literal.description
        for _ in 0..<3 {
            host_release_code()
            #expect(ReleasedCodeTests.literal.description == text)
        }
    }

    @Test func `a page that the process has changed is kept`() throws {
        let place = UnsafeMutableRawPointer(mutating: ReleasedCodeTests.changed.utf8Start)
        let size = sysconf(Int32(_SC_PAGESIZE))
        let page = try #require(UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: place) & ~UInt(size - 1)))
        // As a debugger does for a breakpoint: the change is the process's own.
        try #require(mprotect(page, size, PROT_READ | PROT_WRITE | PROT_EXEC) == 0)
        place.storeBytes(of: UInt8(ascii: "A"), as: UInt8.self)
        host_release_code()
        #expect(place.load(as: UInt8.self) == UInt8(ascii: "A"))
        place.storeBytes(of: UInt8(ascii: "a"), as: UInt8.self)
        try #require(mprotect(page, size, PROT_READ | PROT_EXEC) == 0)
    }
}
