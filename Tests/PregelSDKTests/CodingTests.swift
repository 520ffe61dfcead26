import PregelTesting
import Testing

struct CodingTests {
    struct Person: Codable, Equatable {
        enum Role: String, Codable { case author, editor }

        var name: String
        var age: Int?
        var role: Role
        var scores: [Double]
        var links: [String: [Int]]
        var anything: Value
    }

    struct Outer: Decodable { var list: [Inner] }
    struct Inner: Decodable { var count: UInt8 }

    /// What decoding a value as an `Outer` says.
    func message(_ value: Value) -> String {
        do {
            return "no error: \(try value.decode(Outer.self))"
        } catch {
            return "\(error)"
        }
    }

    static let value: Value = [
        "name": "Ada", "age": 36, "role": "author", "scores": [1, 2.5], "links": ["a": [1], "b": []],
        "anything": ["deep": [.null, true]],
    ]
    static let person = Person(
        name: "Ada", age: 36, role: .author, scores: [1, 2.5], links: ["a": [1], "b": []],
        anything: ["deep": [.null, true]])

    @Test func `a value decodes to a type and the type encodes to the value`() throws {
        #expect(try Self.value.decode(Person.self) == Self.person)
        #expect(try Value(encoding: Self.person) == Self.value)
    }

    @Test func `nil is left out, and a missing or null member is nil`() throws {
        var person = Self.person
        person.age = nil
        let encoded = try Value(encoding: person)
        #expect(encoded["age"] == nil)
        #expect(try encoded.decode(Person.self).age == nil)
        let withNull = Value.object(encoded.members.map { $0 } + [(key: "age", value: .null)])
        #expect(try withNull.decode(Person.self).age == nil)
    }

    @Test func `an error names the place, what was expected and what was found`() {
        #expect(message(["list": [["count": "x"]]]) == "/list/0/count: expected a whole number, found the string \"x\"")
        #expect(
            message(["list": [["count": 256]]]) == "/list/0/count: expected a whole number from 0 to 255, found 256")
        #expect(message(["list": [["count": 1], [:]]]) == "/list/1: the member \"count\" is missing")
        #expect(message(["list": 3]) == "/list: expected an array, found 3")
        #expect(message([1]) == "expected an object, found an array")
    }

    @Test func `an enumeration's own error has its place too`() {
        let value: Value = ["name": "x", "role": "reader", "scores": [], "links": [:], "anything": .null]
        #expect {
            try value.decode(Person.self)
        } throws: { error in
            (error as? CodingFailure)?.path == "/role"
        }
    }

    @Test func `a whole double is a whole number, a broken one is not`() throws {
        #expect(try Value(3.0).decode(Int.self) == 3)
        #expect(throws: CodingFailure.self) { try Value(3.5).decode(Int.self) }
        #expect(throws: CodingFailure.self) { try Value(1e300).decode(Int64.self) }
        #expect(throws: CodingFailure.self) { try Value(-1).decode(UInt.self) }
    }

    @Test func `bytes stay bytes`() throws {
        struct Blob: Codable, Equatable { var data: [UInt8] }
        let blob = Blob(data: [0, 255])
        let value = try Value(encoding: blob)
        #expect(value["data"]?.kind == .bytes)
        #expect(try value.decode(Blob.self) == blob)
        #expect(
            try Value.object([("data", [1, 2])].map { (key: $0.0, value: $0.1) }).decode(Blob.self).data == [1, 2])
    }

    @Test func `a dictionary is encoded in the order of its keys`() throws {
        let dictionary = Dictionary(uniqueKeysWithValues: (0..<50).map { ("key\($0)", $0) })
        let keys = try Value(encoding: dictionary).members.map(\.key)
        #expect(keys == keys.sorted())
        #expect(keys.count == 50)
    }

    @Test func `what JSON does not have is an error`() {
        #expect(throws: CodingFailure.self) { try Value(encoding: ["x": Double.infinity]) }
        #expect(throws: CodingFailure.self) { try Value(encoding: [UInt64.max]) }
    }

    @Test func `members are read by their types`() throws {
        let value: Value = ["n": 1, "x": 1.5, "s": "t", "b": true, "list": [1], "o": ["k": 2]]
        #expect(try value.int(at: "n") == 1)
        #expect(try value.double(at: "n") == 1)
        #expect(try value.string(at: "s") == "t")
        #expect(try value.bool(at: "b"))
        #expect(try value.items(at: "list").count == 1)
        #expect(try value.members(at: "o").first?.key == "k")
        #expect(throws: CodingFailure.self) { try value.int(at: "x") }
        #expect(throws: CodingFailure.self) { try value.string(at: "none") }
    }
}
