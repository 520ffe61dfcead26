import PregelValues
import TestRandom
import Testing

@Suite struct WritingTests {
    /// What a closure writes, as a value of its own.
    private func written(_ body: (inout ValueWriter) throws -> Void) throws -> Value {
        let writer = try ValueWriter.written(by: body)
        let value = try withUnsafePointer(to: writer.value) { try Value(copying: $0) }
        writer.end()
        return value
    }

    /// Writes any value part by part.
    private struct Parts: WritableValue {
        let value: Value

        func write(to writer: inout ValueWriter) {
            switch value.kind {
            case .object:
                writer.object { object in
                    for (key, value) in value.members { object.set(key: key, to: Parts(value: value)) }
                }
            case .array:
                writer.array { array in
                    for item in value.items { array.append(Parts(value: item)) }
                }
            case .string:
                writer.text { text in
                    for character in value.string ?? "" { text.append(String(character)) }
                }
            default: writer.put(value)
            }
        }
    }

    private struct Message: WritableValue {
        let role: StaticString
        var text = "hi"

        func write(to writer: inout ValueWriter) {
            writer.object { message in
                message.set("role", to: role)
                message.set("text", to: text)
            }
        }
    }

    @Test func `random trees are written part by part`() throws {
        var random = SeededGenerator(seed: 37)
        for _ in 0..<300 {
            let value = random.value(depth: 5)
            #expect(try written { $0.put(Parts(value: value)) }.json() == value.json())
        }
    }

    @Test func `members, items and parts of texts are what was set`() throws {
        let shared = Value(String(repeating: "s", count: 100))
        let value = try written { writer in
            writer.object { object in
                object.set("literal", to: "l")
                object.set("number", to: 3)
                object.set("nothing", to: Int?.none)
                object.set("value", to: shared)
                object.set("short", to: Value("short"))
                object.set(key: "key " + "made", to: 0.5)
                object.set("put") { $0.put(true) }
                object.setObject("object") { $0.set(key: "a") { $0.put("string") } }
                object.setArray("array") { array in
                    array.append("literal")
                    array.append([1, 2])
                    array.appendObject { $0.set("b", to: false) }
                    array.appendArray { _ in }
                    array.appendText { $0.append("only") }
                    array.append(Message(role: "user"))
                }
                object.setText("text") { text in
                    text.append("literal ")
                    text.append(String("string "))
                    text.append(Value("value "))
                    text.append(-12)
                }
            }
        }
        #expect(
            value.json()
                == #"{"literal":"l","number":3,"nothing":null,"value":"\#(String(repeating: "s", count: 100))","#
                + #""short":"short","key made":0.5,"put":true,"object":{"a":"string"},"#
                + #""array":["literal",[1,2],{"b":false},[],"only",{"role":"user","text":"hi"}],"#
                + #""text":"literal string value -12"}"#)
    }

    @Test func `nothing put is null, and what is put last counts`() throws {
        #expect(try written { _ in } == .null)
        #expect(
            try written { writer in
                writer.object { $0.set("a", to: 1) }
                writer.array { $0.append(Message(role: "a")) }
            } == [["role": "a", "text": "hi"]])
        #expect(try written { $0.object { _ in } } == [:])
        #expect(try written { $0.text { _ in } } == "")
        #expect(try written { $0.put(Double.nan) } == .null)
    }

    @Test func `a text, and a tree, may be of any size`() throws {
        let line = String(repeating: "line ", count: 300)
        let long = try written { writer in
            writer.array { array in
                for number in 0..<200 {
                    array.appendText { text in
                        text.append(number)
                        text.append(line)
                        text.append(line)
                    }
                    array.append(number)
                }
            }
        }
        #expect(long.count == 400)
        for number in 0..<200 {
            #expect(long.items[number * 2].string == "\(number)" + line + line)
            #expect(long.items[number * 2 + 1] == Value(number))
        }
        // What was large leaves nothing behind.
        #expect(try written { $0.put(Message(role: "next")) } == ["role": "next", "text": "hi"])
    }

    @Test(arguments: [0, 7, -7, Int.max, Int.min]) func `a number is written in decimal`(_ number: Int) throws {
        #expect(try written { $0.text { $0.append(number) } } == Value("\(number)"))
    }

    @Test func `one value may be written while another one is`() throws {
        let outer = try written { writer in
            try writer.array { array in
                array.append("before")
                let inner = try written { $0.array { $0.append(Message(role: "inner")) } }
                array.append(inner)
                array.append("after")
            }
        }
        #expect(outer == ["before", [["role": "inner", "text": "hi"]], "after"])
    }

    @Test func `an error leaves what was written out, and the next value is whole`() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try written { writer in
                try writer.array { array in
                    array.append(1)
                    try array.appendObject { object in
                        object.set("a", to: 1)
                        throw Stop()
                    }
                }
            }
        }
        let value = try written { writer in
            writer.array { array in
                array.append(1)
                try? array.appendObject { object in
                    object.set("dropped", to: Value("dropped"))
                    throw Stop()
                }
                try? array.appendText { text in
                    text.append("odd")
                    throw Stop()
                }
                array.append(Message(role: "kept"))
            }
        }
        #expect(value == [1, ["role": "kept", "text": "hi"]])
    }

    @Test func `what was put before a closure that throws is not the value`() throws {
        struct Stop: Error {}
        let value = try written { writer in
            writer.object { $0.set("default", to: 1) }
            try? writer.array { array in
                for number in 0..<1000 { array.append(number) }
                throw Stop()
            }
        }
        #expect(value == .null)
        #expect(
            try written { writer in
                try? writer.text { text in
                    text.append("half")
                    throw Stop()
                }
            } == .null)
    }

    @Test func `threads write at the same time`() async throws {
        let values = try await withThrowingTaskGroup(of: Value.self) { group in
            for number in 0..<32 {
                group.addTask {
                    try written { $0.array { array in for item in 0..<100 { array.append(number + item) } } }
                }
            }
            var values: [Value] = []
            for try await value in group { values.append(value) }
            return values
        }
        #expect(Set(values.map { $0.items.first?.int ?? -1 }) == Set(0..<32))
        #expect(values.allSatisfy { $0.items.last?.int == ($0.items.first?.int ?? 0) + 99 })
    }
}
