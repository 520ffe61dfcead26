/// A format, and texts that are of it or not; values that are no strings fit every format.
private func format(_ name: String, good: [String], bad: [String]) -> SchemaCase {
    SchemaCase(
        name, #"{"format": "\#(name)"}"#, good: good.map(quoted) + ["12", "null", "[]"], bad: bad.map(quoted))
}

private func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
        switch scalar {
        case "\"", "\\": "\\\(scalar)"
        case "\n": "\\n"
        case "\u{7F}": "\\u007f"
        default: String(scalar)
        }
    }
    return "\"\(escaped.joined())\""
}

extension SchemaCase {
    static let formats = [
        format(
            "date-time",
            good: [
                "1963-06-19T08:30:06.283185Z", "1990-12-31T15:59:50.123-08:00", "1998-12-31T23:59:60Z",
                "1990-06-30t15:59:60-08:00",
            ],
            bad: [
                "1990-02-31T15:59:59Z", "1963-06-19 08:30:06Z", "2013-350T01:01:01", "1998-12-31T22:59:60Z",
                "1963-06-19T08:30:06", "1963-06-19T08:30:06+24:00", "1963-06-19T08:30:06.Z", "1963-06-1৪T00:00:00Z",
            ]),
        format(
            "date", good: ["1963-06-19", "2020-02-29", "2000-02-29"],
            bad: ["06/19/1963", "2021-02-29", "1900-02-29", "1998-1-20", "1998-13-01", "1998-01-00", "19980101", ""]),
        format(
            "time", good: ["08:30:06Z", "08:30:06.5+01:00", "23:59:60Z", "15:59:60-08:00"],
            bad: ["8:30 AM", "24:00:00Z", "12:60:00Z", "22:59:60Z", "08:30:06", "08:30:06+1:00", "08:30:06 Z"]),
        format(
            "duration", good: ["P4DT12H30M5S", "P4Y", "PT0S", "P1M", "PT1M", "P2W", "P1Y2M3D"],
            bad: ["PT1D", "P", "P1YT", "PT", "P2D1Y", "P1D2H", "P2S", "4DT12H", "P1Y2W", "P1Y3D", "P1", "P২Y"]),
        format(
            "email",
            good: [
                "joe.bloggs@example.com", "te~st@example.com", "\"joe bloggs\"@example.com", "\"a@b\"@example.com",
                "joe@[127.0.0.1]", "joe@[IPv6:::1]", "a+b@localhost",
            ],
            bad: [
                "2962", ".test@example.com", "test.@example.com", "te..st@example.com", "a@", "@example.com",
                "joe bloggs@example.com", "joe@[127.0.0.300]", "joe@[IPv6:zz]", "joe@in_valid.com", "jöe@example.com",
                "\"a\"b\"@example.com", "a@b@c",
            ]),
        format(
            "idn-email", good: ["실례@실례.테스트", "jöe@example.com", "joe@bücher.example", "joe@example.com"],
            bad: ["2962", "jöe@-bücher.example", "user＠example.com"]),
        format(
            "uuid", good: ["2EB8AA08-aa98-11ea-b4aa-73b441d16380"],
            bad: [
                "2eb8aa08aa9811eab4aa73b441d16380", "2eb8aa08-aa98-11ea-b4ga-73b441d16380",
                "2eb8aa08-aa98-11ea-b4aa-73b441d1638",
            ]),
        format(
            "regex",
            good: ["([abc])+", "a(?=b)", "(?<!x)y", "(?<year>\\d{4})-\\k<year>", "(a)\\1", "\\p{Script=Greek}"],
            bad: ["^(abc]", "a\\", "[b-a]", "\\p{Nothing}", "(?<1a>b)", "\\Z"]),
        format(
            "json-pointer", good: ["", "/", "/foo/0", "/a~0b/c~1d", "//", "/é"],
            bad: ["foo", "#/foo", "/a~2", "/a~", "0"]),
        format(
            "relative-json-pointer", good: ["1", "0/foo/bar", "2/0", "0#", "120/x", "0//"],
            bad: ["/foo", "-1", "+1/a", "01", "01#", "0##", "1#/a", "", "0/~2", "١/a"]),
        SchemaCase("an unknown format refuses nothing", #"{"format": "colour"}"#, good: [#""x""#], bad: []),
    ]

    static let hosts = [
        format(
            "ipv4", good: ["192.168.0.1", "0.0.0.0", "255.255.255.255"],
            bad: [
                "256.0.0.1", "127.0.0", "087.10.0.1", "1.2.3.4.5", "1.2.3.", "0x7f.0.0.1", "1.2.3.4/24", " 1.2.3.4",
                "1২7.0.0.1",
            ]),
        format(
            "ipv6",
            good: [
                "::1", "::", "2001:db8::1", "1:2:3:4:5:6:7:8", "::ffff:192.168.0.1", "1:2:3:4:5:6:1.2.3.4", "d6::",
                "1::8",
            ],
            bad: [
                "12345::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::laptop", "1::2::3", ":2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7:",
                "1:2:::3", "1.2.3.4", "::1.2.3", "::256.1.1.1", "fe80::a%eth1", "::1/64", "[::1]", " ::1", "",
                "1:2:3:4:5:6:7::8",
            ]),
        format(
            "hostname",
            good: [
                "www.example.com", "1host", "a--b.com", "xn--bcher-kva.example",
                String(repeating: "a", count: 63) + ".com",
            ],
            bad: [
                "", ".", ".example", "example.", "-a", "a-", "a_b", "a b", "bücher.example", "example.com\n",
                String(repeating: "a", count: 64), Array(repeating: "abcdefgh", count: 30).joined(separator: "."),
                "xn--", "xn--X", "xn--abc-", "xn--a-ecp.ru\u{212A}",
            ]),
        format(
            "idn-hostname",
            good: [
                "bücher.example", "실례.테스트", "例。com", "ß.de", "xn--bcher-kva", "l·l", "α͵β", "א׳ב", "ア・", "क्‍ष",
                "بي‌بي", "example", "ب١ب",
            ],
            bad: [
                "Bücher.de", "-ü", "ü-", "üü--a", "a·l", "α͵s", "a׳ב", "def・abc", "क‍ष", "〮실", "\u{301}a", "أa.com",
                "0א", "0a.א", "ب١۱", "a..ü", "☃.com", "ａ.com", "🙂", String(repeating: "ü", count: 59), "",
                "x\u{200C}y", "ـ",
            ]),
    ]

    static let identifiers = [
        format(
            "uri",
            good: [
                "http://foo.bar/?baz=qux#quux", "urn:oasis:names", "mailto:a@b.c", "http://[::1]:80/",
                "http://[v1.a:b]/",
                "ftp://u:p@host:21/a%20b", "file:///etc/hosts", "http://-.~_!$&'()*+,;=:%40@example.com", "a:",
            ],
            bad: [
                "/abc", ":// should fail", "http:// space", "bar,baz:foo", "http://x/%zz", "//host/a", "http://a:b/",
                "http://a@b@c/", "http://[::1", "http://2001:db8::1/", "http://x/[a]", "http://x/<", "http://ü.de/",
                "#a",
                "1http://x", "http://[::ffff:1.2.3.04]/", "http://x/\\a",
            ]),
        format(
            "uri-reference", good: ["/abc", "//host/a", "a/b:c", "#frag", "", "?q", "./a:b", "http://x"],
            bad: ["\\\\host", "#a b", "a:b:c d", "ü", "1a:b", "a%2", "[a]", "//x:y", "a#b#c"]),
        format(
            "iri",
            good: ["http://ƒøø.ßår/?∂éœ=πîx#πîüx", "http://[2001:db8::1]", "http://x/é%20", "http://x/?\u{E000}"],
            bad: ["/abc", "âππ", "http://2001:db8::1", "http://x/ü ", "http://x/\u{E000}", "\\\\WINDOWS\\filëßåré"]),
        format("iri-reference", good: ["/âππ", "âππ", "#ƒrägmênt"], bad: ["\\\\WINDOWS\\filëßåré", "#ƒräg\\mênt"]),
        format(
            "uri-template",
            good: ["http://x/{term:1}/{term}", "{+a,b*}", "{?x,y:3}", "", "a%41", "{a.b}", "{%41}", "é", "it's"],
            bad: [
                "{term", "term}", "{}", "{a,}", "{a:0}", "{a:01}", "{a:12345}", "{a b}", "a b", "{a..b}", "a%4",
                "{a=b}",
                "{,+a}", "<", "\u{7F}", "{{a}}",
            ]),
    ]
}
