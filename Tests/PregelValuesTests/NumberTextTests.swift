import PregelValues
import TestRandom
import Testing

@Suite struct NumberTextTests {
    @Test(arguments: [
        ("0", 0), ("-0", 0), ("1", 1), ("-1", -1), ("10", 10), ("9007199254740993", 9_007_199_254_740_993),
        ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min), ("-9223372036854775807", -Int.max),
        ("1000000000000000000", 1_000_000_000_000_000_000),
    ])
    func `a whole number that fits stays whole`(_ text: String, _ number: Int) throws {
        #expect(try Value(json: text).int == number)
        #expect(try Value(json: "[\(text)]").items.first?.int == number)
    }

    @Test(arguments: [
        "9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616",
        "100000000000000000000000000000", "123456789012345678901234567890", "0.0", "-0.0", "-0e0", "1.0", "1e0", "1E5",
        "1e+5", "1e-5",
        "0.1", "0.2", "0.3", "2.5", "-123.456", "1e22", "1e23", "1e-22", "1e-23", "123456789e10", "9007199254740991e0",
        "9007199254740992.0", "9007199254740993.0", "9007199254740993.00000000000000000000001",
        "1.7976931348623157e308",
        "-1.7976931348623157e308", "1.797693134862315807e308", "2.2250738585072014e-308", "2.2250738585072011e-308",
        "5e-324",
        "2.4703282292062327e-324", "2.4703282292062328e-324", "1e-400", "-1e-400", "0e99999999999999999999",
        "0.0e-99999",
        "3.141592653589793238462643383279502884197", "0.30000000000000004", "4.35", "0.000001", "1e-7", "123e-2",
        "6.02214076e23", "8.5e-5", "72057594037927945", "7205759403792794.5", "8e0005", "8e-0005",
    ])
    func `every other number is the double that is nearest`(_ text: String) throws {
        let value = try Value(json: text)
        if value.kind == .int { return #expect(text == "72057594037927945") }
        let double = try #require(value.double)
        #expect(double.bitPattern == Double(text)?.bitPattern)
    }

    @Test func `a long mantissa is rounded once`() throws {
        let zeros = String(repeating: "0", count: 5_000)
        let half = "1.00000000000000011102230246251565404236316680908203125"  // Halfway from 1 to the next double.
        #expect(try Value(json: half).double == 1)
        #expect(try Value(json: half + zeros + "1").double == 1.0.nextUp)
        #expect(try Value(json: "0." + zeros + "1e5001").double == 1)
        #expect(try Value(json: "1" + zeros + "e-5000").double == 1)
        #expect(try Value(json: "0." + zeros).double == 0)
        #expect(try Value(json: "1" + String(repeating: "0", count: 308)).double == 1e308)
    }

    @Test func `an exponent is not cut off where the mantissa makes up for it`() throws {
        let zeros = String(repeating: "0", count: 99_990)
        #expect(try Value(json: "0.\(zeros)1e99991").double == 1)
        let error = try #require(throws: JSONError.self) { try Value(json: "0.\(zeros)1e200000") }
        #expect(error.code == .number)
        #expect(error.message == "the number is too large for a double")
        #expect(try Value(json: "0.\(zeros)1e-200000").double == 0)
    }

    @Test func `random doubles are read as what they were written from`() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<20_000 {
            let double = Double(bitPattern: random.next())
            guard double.isFinite else { continue }
            #expect(try Value(json: "\(double)").double?.bitPattern == double.bitPattern)
        }
    }

    @Test func `random digits with a random exponent are rounded as they must be`() throws {
        var random = SeededGenerator(seed: 13)
        for _ in 0..<20_000 {
            let digits = random.next() >> UInt64.random(in: 0..<60, using: &random)
            let text = "\(digits).\(random.next() % 1000)e\(Int.random(in: -330...290, using: &random))"
            #expect(try Value(json: text).double?.bitPattern == Double(text)?.bitPattern, "\(text)")
        }
    }

    @Test func `up to 19 digits with a small exponent are rounded once, also halfway between two doubles`() throws {
        var random = SeededGenerator(seed: 29)
        for _ in 0..<20_000 {
            var digits = random.next() >> UInt64.random(in: 1..<40, using: &random)
            // Of 54 bits with the last one set, half are halfway.
            if Bool.random(using: &random) { digits = digits >> 9 | 1 }
            let text = "\(digits)e\(Int.random(in: -21...21, using: &random))"
            #expect(try Value(json: text).double?.bitPattern == Double(text)?.bitPattern, "\(text)")
        }
    }
}
