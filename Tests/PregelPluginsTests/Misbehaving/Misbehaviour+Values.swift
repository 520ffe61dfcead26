/// What is no value, handed to every verb that takes one.
extension Misbehaviour {
    /// A name, the C code that makes `bad`, and what is said of it.
    private static let values: [(name: String, code: String, reason: String)] = [
        ("a kind that there is not", "bad = pregel_make_value(99, 0);", "99"),
        ("the largest kind", "bad = pregel_make_value(255, 7);", "255"),
        ("a text without bytes", "bad = pregel_string(pregel_make_str(NULL, 5));", "NULL"),
        ("bytes without bytes", "bad = pregel_make_value(PREGEL_BYTES, 4);", "NULL"),
        ("a list without items", "bad = pregel_array(NULL, 2);", "NULL"),
        ("an object without members", "bad = pregel_object(NULL, 2);", "NULL"),
        ("JSON without text", "bad = pregel_json(pregel_make_str(NULL, 3));", "NULL"),
        ("a byte that is no UTF-8", #"bad = pregel_string(PREGEL_S("a\xff\xfe"));"#, "UTF-8"),
        ("half a character", #"bad = pregel_string(PREGEL_S("gr\xc3"));"#, "UTF-8"),
        ("a surrogate", #"bad = pregel_string(PREGEL_S("\xed\xa0\x80"));"#, "UTF-8"),
        ("a character that is written too long", #"bad = pregel_string(PREGEL_S("\xc0\x80"));"#, "UTF-8"),
        ("a character beyond the last", #"bad = pregel_string(PREGEL_S("\xf4\x90\x80\x80"));"#, "UTF-8"),
        ("no number", #"bad = pregel_float(__builtin_nan(""));"#, "nan"),
        ("an infinite number", "bad = pregel_float(__builtin_inf());", "inf"),
        ("a number below all", "bad = pregel_float(-__builtin_inf());", "inf"),
        (
            "a key without bytes",
            "member = (pregel_member){{NULL, 3}, pregel_int(1)}; bad = pregel_object(&member, 1);", "NULL"
        ),
        (
            "a key that is no UTF-8",
            #"member = (pregel_member){PREGEL_S("\xff"), pregel_int(1)}; bad = pregel_object(&member, 1);"#, "UTF-8"
        ),
        ("a list within a list without items", "item = pregel_array(NULL, 1); bad = pregel_array(&item, 1);", "NULL"),
        (
            "no number in an object",
            #"member = (pregel_member){PREGEL_S("k"), pregel_float(__builtin_nan(""))}; bad = pregel_object(&member, 1);"#,
            "nan"
        ),
        ("half a JSON text", #"bad = pregel_json(PREGEL_S("{\"a\": "));"#, "JSON"),
        ("JSON in JSON that is none", #"item = pregel_json(PREGEL_S("nope")); bad = pregel_array(&item, 1);"#, "JSON"),
        (
            "JSON that is too deep",
            "memset(text, '[', sizeof text); bad = pregel_json(pregel_make_str(text, sizeof text));", "deep"
        ),
    ]

    /// Verbs that take a value.
    private static let verbs: [(name: String, code: String)] = [
        ("write", #"host->write(host, call, PREGEL_S("out"), &bad)"#),
        ("overwrite", #"host->overwrite(host, call, PREGEL_S("log"), &bad)"#),
        ("send", #"host->send(host, call, PREGEL_S("n"), &bad)"#),
        ("emit", #"host->emit(host, call, PREGEL_S("custom"), &bad)"#),
        ("interrupt", "host->interrupt(host, call, &bad, NULL, &answer)"),
        ("interrupt's schema", "host->interrupt(host, call, &good, &bad, &answer)"),
    ]

    /// Each value with each verb, which the plugin then says went well.
    static let ofValues: [Misbehaviour] = values.flatMap { value in
        verbs.map { verb in
            Misbehaviour(
                "\(value.name), handed to \(verb.name)",
                """
                pregel_value bad, good = pregel_int(1), item; pregel_member member; static char text[2000];
                const pregel_value *answer = NULL; (void)good; (void)item; (void)member; (void)text; (void)answer;
                \(value.code)
                if (\(verb.code) != PREGEL_INVALID) return 70;
                """, .refused(value.reason))
        }
    }

    /// The same of documents, which are only refused.
    static let ofDocuments: [Misbehaviour] = values.map { value in
        Misbehaviour(
            "\(value.name), made a document",
            """
            pregel_value bad, item; pregel_member member; static char text[2000];
            (void)item; (void)member; (void)text;
            \(value.code)
            if (host->doc_copy(host, &bad) != NULL) return 70;
            """, .forgiven)
    }
}
