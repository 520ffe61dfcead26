import PregelDiagnostics
import PregelManifest
import PregelRuntime

/// A report in the format of JUnit, which continuous integration reads.
struct JUnitReport {
    let scenarios: [TestedScenario]

    init(_ scenarios: [TestedScenario]) { self.scenarios = scenarios }

    /// The whole text.
    var text: String {
        let errors = scenarios.count { $0.refusal != nil }
        let failures = scenarios.count { !$0.hasPassed } - errors
        let seconds = Self.seconds(scenarios.reduce(0) { $0 + $1.seconds })
        let counts = "tests=\"\(scenarios.count)\" failures=\"\(failures)\" errors=\"\(errors)\" time=\"\(seconds)\""
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites \(counts)>
              <testsuite name="pregel-host test" \(counts)>
            \(scenarios.map(Self.testCase).joined(separator: "\n"))
              </testsuite>
            </testsuites>

            """
    }

    private static func testCase(_ tested: TestedScenario) -> String {
        let path = attribute(tested.path)
        let head =
            "    <testcase classname=\"\(path)\" name=\"\(attribute(tested.name))\" file=\"\(path)\""
            + " time=\"\(seconds(tested.seconds))\""
        switch tested.outcome {
        case .passed: return head + "/>"
        case .differs(let differences):
            let first = differences.first.map { "\(DifferenceText.summary($0)): \($0.place.pointer)" } ?? ""
            return head + ">\n" + problem("failure", "difference", first, DifferenceText(tested).text)
                + "\n    </testcase>"
        case .refused(let error):
            let first = error.diagnostics[0]
            let text = DiagnosticRenderer().render(error.diagnostics)
            return head + ">\n" + problem("error", first.code, first.message, text) + "\n    </testcase>"
        }
    }

    private static func problem(_ element: String, _ type: String, _ message: String, _ text: String) -> String {
        "      <\(element) type=\"\(attribute(type))\" message=\"\(attribute(message))\">\(escaped(text))</\(element)>"
    }

    /// With three digits behind the point.
    private static func seconds(_ seconds: Double) -> String {
        let thousandths = String(Int((seconds * 1000).rounded()))
        let digits = String(repeating: "0", count: max(4 - thousandths.count, 0)) + thousandths
        return digits.dropLast(3) + "." + digits.suffix(3)
    }

    /// Text as XML has it; what XML has no way to say, or a terminal obeys, becomes U+FFFD.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n": result.unicodeScalars.append(scalar)
            case "\t": result += " "
            default:
                let isAllowed = !Wording.isHarmful(scalar) && scalar.value & 0xFFFE != 0xFFFE
                result.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
            }
        }
        return result
    }

    private static func attribute(_ text: String) -> String {
        escaped(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    }
}
