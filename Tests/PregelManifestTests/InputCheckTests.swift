import PregelDiagnostics
import PregelManifest
import PregelValues
import Testing

@Suite struct InputCheckTests {
    @Test func `an input is an object`() throws {
        let findings = checkInput([1], try load(ManifestLoaderTests.everything))
        #expect(findings.map(\.code) == ["input.wrong-type"])
        #expect(findings[0].exit == .invalidInput)
    }

    @Test func `what the graph does not have is dropped, and remarked on where it looks like a typo`() throws {
        let manifest = try load(ManifestLoaderTests.flow)
        #expect(checkInput(["x": 1, "else": 2], manifest) == [])
        let findings = checkInput(["X": 1, "x": 2], manifest)
        #expect(findings == [], "the channel that was meant is there")
    }

    @Test func `an input that nodes need, and that nobody provides, is missing`() throws {
        let findings = checkInput(["other": 1], try load(ManifestLoaderTests.flow))
        #expect(findings.map(\.code) == ["input.missing"])
        #expect(findings[0].notes == ["needed by: a"])
    }

    @Test func `a typo is answered with the close channel`() throws {
        let manifest = try load(
            #"{"version": 1, "name": "g", "state": {"question": {}}, "nodes": {}, "edges": [{"from": "START", "to": "END"}]}"#
        )
        let findings = checkInput(["qestion": 1], manifest)
        #expect(findings.map(\.code) == ["input.unknown-channel"])
        #expect(findings.map(\.severity) == [.warning])
        #expect(findings[0].fix == #"write "question""#)
    }
}
