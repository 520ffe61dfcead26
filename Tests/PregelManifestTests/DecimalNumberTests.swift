@testable import PregelManifest
import PregelValues
import Testing

/// Multiples, by the decimals that numbers are written in.
@Suite struct DecimalNumberTests {
    @Test(arguments: [
        ("0.3", "0.1", true), ("0.35", "0.1", false), ("4.35", "0.01", true), ("1e308", "0.123456789", false),
        ("0.0075", "0.0001", true), ("0.00751", "0.0001", false), ("-0.3", "0.1", true), ("0", "0.7", true),
        ("0.0", "1e300", true), ("1e300", "1e-300", true), ("1e-300", "1e300", false), ("5e-324", "5e-324", true),
        ("1.7976931348623157e308", "7", false), ("9007199254740993", "3", true), ("9007199254740992.0", "4", true),
        ("-9223372036854775808", "2", true), ("9223372036854775807", "2", false), ("12.5", "2.5", true),
        ("1000000000000.5", "1", false), ("0.30000000000000004", "0.1", false),
    ])
    func `a number is a multiple as its decimals are`(number: String, divisor: String, isMultiple: Bool) throws {
        let divisor = try #require(DecimalNumber(json(divisor)))
        #expect(try json(number).isMultiple(of: divisor) == isMultiple)
    }

    @Test func `what is no number has no decimals`() throws {
        #expect(DecimalNumber("1") == nil && DecimalNumber([1]) == nil)
        #expect(DecimalNumber(.null) == nil)
    }
}
