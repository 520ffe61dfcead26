import PregelValues

/// A text that a schema takes.
struct TextExample {
    private let schema: Value

    init(_ schema: Value) { self.schema = schema }

    var text: String? {
        if let pattern = schema["pattern"]?.string { return PatternExample.text(matching: pattern) }
        if let format = schema["format"]?.string, let example = TextExample.formats[format] { return example }
        let least = schema["minLength"]?.int ?? 0
        guard least <= 4096 else { return nil }
        let usual = schema["maxLength"]?.int.map { min($0, 4) } ?? 4
        return String("text".prefix(usual)) + String(repeating: "x", count: max(least - usual, 0))
    }

    private static let formats = [
        "date-time": "2026-01-01T00:00:00Z", "date": "2026-01-01", "time": "00:00:00Z", "email": "a@example.org",
        "idn-email": "a@example.org", "hostname": "example.org", "idn-hostname": "example.org", "ipv4": "127.0.0.1",
        "ipv6": "::1", "uri": "https://example.org/", "uri-reference": "/a", "iri": "https://example.org/",
        "iri-reference": "/a", "uri-template": "/{a}", "json-pointer": "/a", "relative-json-pointer": "0/a",
        "regex": "a", "uuid": "00000000-0000-4000-8000-000000000000", "duration": "PT1S",
    ]
}
