/// The formats that are checked. All but `jsonlogic` concern strings alone.
enum SchemaFormat: String, CaseIterable, Sendable {
    case date, time, duration
    case dateTime = "date-time"
    case email, hostname, ipv4, ipv6, uuid, regex
    case idnEmail = "idn-email"
    case idnHostname = "idn-hostname"
    case uri, iri
    case uriReference = "uri-reference"
    case iriReference = "iri-reference"
    case uriTemplate = "uri-template"
    case jsonPointer = "json-pointer"
    case relativeJSONPointer = "relative-json-pointer"
    /// Ours: a value that can be evaluated.
    case jsonlogic

    /// What a fitting value is called, with its article.
    var words: String {
        switch self {
        case .date: "a date (2026-01-31)"
        case .time: "a time (12:30:00Z)"
        case .duration: "a duration (P1DT12H)"
        case .dateTime: "a date and time (2026-01-31T12:30:00Z)"
        case .email, .idnEmail: "an email address"
        case .hostname, .idnHostname: "the name of a host"
        case .ipv4: "an IPv4 address"
        case .ipv6: "an IPv6 address"
        case .uuid: "a UUID"
        case .regex: "a regular expression"
        case .uri: "a URI"
        case .iri: "an IRI"
        case .uriReference: "a reference to a URI"
        case .iriReference: "a reference to an IRI"
        case .uriTemplate: "a template of a URI"
        case .jsonPointer: "a JSON pointer"
        case .relativeJSONPointer: "a relative JSON pointer"
        case .jsonlogic: "a JsonLogic expression"
        }
    }

    func accepts(_ text: String) -> Bool {
        switch self {
        case .date: DateText.isDate(Array(text.utf8)[...])
        case .time: DateText.isTime(Array(text.utf8)[...])
        case .duration: DateText.isDuration(Array(text.utf8))
        case .dateTime: DateText.isDateTime(Array(text.utf8))
        case .email: EmailAddress.accepts(text, isInternational: false)
        case .idnEmail: EmailAddress.accepts(text, isInternational: true)
        case .hostname: HostName.accepts(text, isInternational: false)
        case .idnHostname: HostName.accepts(text, isInternational: true)
        case .ipv4: IPAddress.isVersion4(Array(text.utf8)[...])
        case .ipv6: IPAddress.isVersion6(Array(text.utf8)[...])
        case .uuid: Self.isUUID(Array(text.utf8))
        case .regex: SafePattern.isWellFormed(text)
        case .uri: URIGrammar(isInternational: false).acceptsWhole(text)
        case .iri: URIGrammar(isInternational: true).acceptsWhole(text)
        case .uriReference: URIGrammar(isInternational: false).acceptsReference(text)
        case .iriReference: URIGrammar(isInternational: true).acceptsReference(text)
        case .uriTemplate: URITemplate.accepts(text)
        case .jsonPointer: PointerText.isPointer(Array(text.utf8)[...])
        case .relativeJSONPointer: PointerText.isRelative(Array(text.utf8)[...])
        case .jsonlogic: true
        }
    }

    private static func isUUID(_ bytes: [UInt8]) -> Bool {
        bytes.count == 36
            && bytes.enumerated().allSatisfy { index, byte in
                [8, 13, 18, 23].contains(index) ? byte == UInt8(ascii: "-") : byte.isHexadecimal
            }
    }
}
