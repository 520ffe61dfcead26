import CPregelABI
import PregelValues
import Testing

struct CopiedKeyTests {
    @Test(arguments: [(Int.min, "9223372036854775808"), (-1, "18446744073709551615"), (1 << 32, "4294967296")])
    func `a key whose length is garbage is refused unread`(_ length: Int, _ told: String) throws {
        let error = try #require(throws: ValueError.self) {
            try withUnsafePointer(to: CChar(120)) { text in
                let member = pregel_member(key: pregel_str(p: text, n: length), value: pregel_null())
                try withUnsafePointer(to: member) { members in
                    try withUnsafePointer(to: pregel_object(members, 1)) { _ = try Value(copying: $0) }
                }
            }
        }
        #expect(error.message == "the key of member 0 is \(told) bytes long; at most 4294967295 are taken")
        #expect(error.pointer.isEmpty)
    }
}
