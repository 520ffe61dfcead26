/// Calls that are made wrong, and calls that end wrong.
extension Misbehaviour {
    private static let one = "pregel_value one = pregel_int(1); (void)one; const pregel_value *out = NULL; (void)out;\n"
    private static let why = "pregel_failure_v1 why = {.size = sizeof why, .transient = -1}; (void)why;\n"

    private static func node(_ name: String, _ code: String, _ outcome: Outcome) -> Misbehaviour {
        Misbehaviour(name, one + why + code, outcome)
    }

    /// What a node that is not asynchronous does.
    static let ofNodes: [Misbehaviour] = ends + names + failures + questions + strangers

    private static let ends: [Misbehaviour] = [
        node("it answers FAILED without a reason", "return PREGEL_FAILED;", .refused("FAILED without saying why")),
        node("it answers INVALID on its own", "return PREGEL_INVALID;", .refused("INVALID without a refused verb")),
        node("it answers INTERRUPTED without a question", "return PREGEL_INTERRUPTED;", .refused("without a question")),
        node("it answers ABSENT", "return PREGEL_ABSENT;", .refused("ABSENT")),
        node("it answers DENIED", "return PREGEL_DENIED;", .refused("DENIED")),
        node("it answers UNSUPPORTED", "return PREGEL_UNSUPPORTED;", .refused("UNSUPPORTED")),
        node("it answers STALE", "return PREGEL_STALE;", .refused("STALE")),
        node("it answers NO_MEMORY", "return PREGEL_NO_MEMORY;", .refused("NO_MEMORY")),
        node("it answers a number that is no status", "return 4711;", .refused("4711")),
        node("it answers the least number", "return INT32_MIN;", .refused("-2147483648")),
        node("it answers PENDING without the flag", "return PREGEL_PENDING;", .refused("async")),
        node("it completes without the flag", "host->complete(host, call, PREGEL_OK, NULL);", .refused("async")),
    ]

    private static let names: [Misbehaviour] = [
        node("it writes no channel", #"host->write(host, call, PREGEL_S(""), &one);"#, .refused("channel")),
        node(
            "it writes a channel whose name is NULL", "host->write(host, call, pregel_make_str(NULL, 0), &one);",
            .refused("channel")),
        node(
            "it writes a channel whose name is NULL and long",
            "host->write(host, call, pregel_make_str(NULL, 9), &one);", .refused("channel")),
        node(
            "it writes a channel whose name has a length that none has",
            #"host->write(host, call, pregel_make_str("out", SIZE_MAX), &one);"#, .refused("channel")),
        node(
            "it writes a channel that there is not", #"host->write(host, call, PREGEL_S("uot"), &one);"#,
            .refused("uot")),
        node(
            "it writes a channel whose name is no UTF-8", #"host->write(host, call, PREGEL_S("o\xff"), &one);"#,
            .refused("channel")),
        node(
            "it overwrites a channel that there is not", #"host->overwrite(host, call, PREGEL_S("uot"), &one);"#,
            .refused("uot")),
        node(
            "it sends to a node that there is not", #"host->send(host, call, PREGEL_S("nobody"), &one);"#,
            .refused("nobody")),
        node(
            "it goes to a node that there is not", #"host->go_to(host, call, PREGEL_S("nobody"));"#, .refused("nobody")),
        node(
            "it goes to a node whose name is NULL", "host->go_to(host, call, pregel_make_str(NULL, 4));",
            .refused("node")),
        node("it goes to START", #"host->go_to(host, call, PREGEL_S("START"));"#, .refused("START")),
        node("it commands a parent that there is not", "host->command_parent(host, call);", .refused("parent")),
        node(
            "it streams in a mode of the engine's", #"host->emit(host, call, PREGEL_S("values"), &one);"#,
            .refused("values")),
        node("it streams in no mode", "host->emit(host, call, pregel_make_str(NULL, 0), &one);", .refused("mode")),
        node(
            "it asks for an extension that there is not",
            #"if (host->get_extension(host, PREGEL_S("no.such/9")) != NULL) return 70;"#, .forgiven),
        node(
            "it asks for an extension without a name",
            "if (host->get_extension(host, pregel_make_str(NULL, 0)) != NULL) return 70;", .forgiven),
    ]

    private static let failures: [Misbehaviour] = [
        node("it fails with NULL", "return host->fail(host, call, NULL);", .refused("NULL")),
        node("it fails without a message", "return host->fail(host, call, &why);", .refused("without a message")),
        node(
            "it fails with a message without bytes",
            "why.message = pregel_make_str(NULL, 7); return host->fail(host, call, &why);",
            .refused("without a message")),
        node(
            "it fails with a message that is no UTF-8",
            #"why.message = PREGEL_S("a\xff"); return host->fail(host, call, &why);"#, .refused("")),
        node(
            "it fails and answers OK",
            #"why.message = PREGEL_S("so it goes"); host->fail(host, call, &why); return PREGEL_OK;"#,
            .refused("so it goes")),
        node(
            "it fails twice",
            #"why.message = PREGEL_S("first"); host->fail(host, call, &why); why.message = PREGEL_S("second"); return host->fail(host, call, &why);"#,
            .refused("second")),
        node(
            "it writes after it failed",
            #"why.message = PREGEL_S("gone"); host->fail(host, call, &why); host->write(host, call, PREGEL_S("out"), &one); return PREGEL_FAILED;"#,
            .refused("gone")),
        node(
            "it fails with a detail that is no value",
            #"pregel_value bad = pregel_array(NULL, 3); why.message = PREGEL_S("gone"); why.detail = &bad; return host->fail(host, call, &why);"#,
            .refused("gone")),
        node(
            "it fails with bases that are NULL",
            #"why.message = PREGEL_S("gone"); why.n_bases = 9; return host->fail(host, call, &why);"#, .refused("gone")),
        node(
            "it fails with bases that have no bytes",
            #"pregel_str bases[] = {{NULL, 4}, {NULL, 0}}; why.message = PREGEL_S("gone"); why.bases = bases; why.n_bases = 2; return host->fail(host, call, &why);"#,
            .refused("gone")),
        node(
            "it fails with a failure of the first size",
            #"why.size = offsetof(pregel_failure_v1, bases); why.bases = (const pregel_str *)1; why.n_bases = 5; why.message = PREGEL_S("gone"); return host->fail(host, call, &why);"#,
            .refused("gone")),
        node(
            "it is transient in a way that there is not",
            #"why.transient = 77; why.message = PREGEL_S("gone"); return host->fail(host, call, &why);"#,
            .refused("gone")),
    ]

    private static let questions: [Misbehaviour] = [
        node("it asks, and answers OK", "host->interrupt(host, call, &one, NULL, &out);", .refused("INTERRUPTED")),
        node(
            "it asks, and fails without a reason",
            "host->interrupt(host, call, &one, NULL, &out); return PREGEL_FAILED;",
            .refused("FAILED without saying why")),
        node(
            "it asks twice, and answers OK",
            "host->interrupt(host, call, &one, NULL, &out); host->interrupt(host, call, &one, NULL, &out);",
            .refused("INTERRUPTED")),
    ]

    /// Calls that are not this one, and verbs that belong elsewhere.
    private static let strangers: [Misbehaviour] = [
        node("it gives", "host->give(host, call, &one);", .refused("host->give")),
        node("it gives NULL", "host->give(host, call, NULL);", .refused("host->give")),
        node(
            "it writes in the call 0", #"if (host->write(host, 0, PREGEL_S("out"), &one) != PREGEL_STALE) return 70;"#,
            .forgiven),
        node(
            "it writes in a call that it made up",
            #"if (host->write(host, UINT64_MAX, PREGEL_S("out"), &one) != PREGEL_STALE) return 70;"#, .forgiven),
        node(
            "it fails a call that it made up",
            "if (host->fail(host, call ^ (UINT64_C(1) << 60), &why) != PREGEL_STALE) return 70;", .forgiven),
        node(
            "it reads in a call that it made up",
            #"if (host->read(host, 12345, PREGEL_S("in"), &out) != PREGEL_STALE) return 70;"#, .forgiven),
        node(
            "it completes a call that it made up",
            "if (host->complete(host, 12345, PREGEL_OK, NULL) != PREGEL_STALE) return 70;", .forgiven),
        node(
            "it asks in a call that it made up",
            "if (host->interrupt(host, 12345, &one, NULL, &out) != PREGEL_STALE) return 70;", .forgiven),
        node(
            "it works in a call that it made up",
            "host->heartbeat(host, 12345); if (!host->cancelled(host, 12345)) return 70;", .forgiven),
        node(
            "it keeps the input of a call that it made up", "if (host->input_doc(host, 12345) != NULL) return 70;",
            .forgiven),
        node("it releases no document", "host->doc_release(host, NULL);", .forgiven),
        node("it writes no document", #"host->write_doc(host, call, PREGEL_S("out"), NULL);"#, .refused("NULL")),
        node(
            "it asks for more bytes than there are",
            "uint8_t *fill = NULL; if (host->doc_bytes(host, SIZE_MAX, &fill) != NULL) return 70;", .forgiven),
        node("it logs at a level that there is not", #"host->log(host, call, 4711, PREGEL_S("x"), NULL);"#, .forgiven),
        node("it logs at a level below all", #"host->log(host, call, INT32_MIN, PREGEL_S("x"), NULL);"#, .forgiven),
        node("it logs nothing", "host->log(host, call, PREGEL_LOG_ERROR, pregel_make_str(NULL, 5), NULL);", .forgiven),
        node(
            "it logs fields that are no value",
            #"pregel_value bad = pregel_array(NULL, 4); host->log(host, call, PREGEL_LOG_ERROR, PREGEL_S("x"), &bad);"#,
            .forgiven),
        node(
            "it logs in a call that it made up", #"host->log(host, 12345, PREGEL_LOG_ERROR, PREGEL_S("x"), NULL);"#,
            .forgiven),
        node(
            "it writes a thousand times",
            #"for (int i = 0; i < 1000; i++) host->write(host, call, PREGEL_S("out"), &one);"#, .forgiven),
    ]

    /// What an asynchronous node does.
    static let ofAsynchronousNodes: [Misbehaviour] = [
        node(
            "it completes, and answers OK", "host->complete(host, call, PREGEL_OK, NULL); return PREGEL_OK;",
            .refused("instead of PENDING")),
        node(
            "it completes with PENDING", "host->complete(host, call, PREGEL_PENDING, NULL); return PREGEL_PENDING;",
            .refused("PENDING")),
        node(
            "it completes with ABSENT", "host->complete(host, call, PREGEL_ABSENT, NULL); return PREGEL_PENDING;",
            .refused("ABSENT")),
        node(
            "it completes with a number that is no status",
            "host->complete(host, call, 99, NULL); return PREGEL_PENDING;", .refused("99")),
        node(
            "it completes with FAILED without a reason",
            "host->complete(host, call, PREGEL_FAILED, NULL); return PREGEL_PENDING;",
            .refused("FAILED without saying why")),
        node(
            "it completes with a reason without a message",
            "host->complete(host, call, PREGEL_FAILED, &why); return PREGEL_PENDING;",
            .refused("without a message")),
        node(
            "it completes with INTERRUPTED without a question",
            "host->complete(host, call, PREGEL_INTERRUPTED, NULL); return PREGEL_PENDING;",
            .refused("without a question")),
        node(
            "it completes twice",
            "host->complete(host, call, PREGEL_OK, NULL); if (host->complete(host, call, PREGEL_FAILED, &why) != PREGEL_STALE) return 70; return PREGEL_PENDING;",
            .forgiven),
        node(
            "it writes after it completed",
            #"host->complete(host, call, PREGEL_OK, NULL); if (host->write(host, call, PREGEL_S("out"), &one) != PREGEL_STALE) return 70; return PREGEL_PENDING;"#,
            .forgiven),
        node(
            "it fails after it completed",
            "host->complete(host, call, PREGEL_OK, NULL); if (host->fail(host, call, &why) != PREGEL_STALE) return 70; return PREGEL_PENDING;",
            .forgiven),
        node(
            "it completes from another thread while it goes on",
            "pregel_call *kept = malloc(sizeof *kept); *kept = call; the_host = host; pthread_t thread; pthread_create(&thread, NULL, complete_soon, kept); pthread_detach(thread); for (int i = 0; i < 1000; i++) host->write(host, call, PREGEL_S(\"out\"), &one); return PREGEL_PENDING;",
            .forgiven),
        node(
            "many threads use verbs that fail the call",
            "the_host = host; pthread_t threads[4]; for (int i = 0; i < 4; i++) pthread_create(&threads[i], NULL, misuse, &call); for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL); return PREGEL_OK;",
            .refused("nowhere")),
    ]

    // MARK: Routers and reducers

    static let ofRouters: [Misbehaviour] = [
        Misbehaviour("it gives nothing", "", .forgiven),
        Misbehaviour("it gives NULL", "host->give(host, call, NULL);", .refused("NULL")),
        Misbehaviour("it gives a number", one + "host->give(host, call, &one);", .refused("1")),
        Misbehaviour(
            "it gives a node that there is not",
            #"pregel_value v = pregel_string(PREGEL_S("nobody")); host->give(host, call, &v);"#, .refused("nobody")),
        Misbehaviour(
            "it gives a text without bytes",
            "pregel_value v = pregel_string(pregel_make_str(NULL, 4)); host->give(host, call, &v);", .refused("NULL")),
        Misbehaviour(
            "it gives a text that is no UTF-8",
            #"pregel_value v = pregel_string(PREGEL_S("\xff")); host->give(host, call, &v);"#, .refused("")),
        Misbehaviour(
            "it gives a list without items", "pregel_value v = pregel_array(NULL, 4); host->give(host, call, &v);",
            .refused("NULL")),
        Misbehaviour("it writes", one + #"host->write(host, call, PREGEL_S("out"), &one);"#, .refused("host->write")),
        Misbehaviour(
            "it overwrites", one + #"host->overwrite(host, call, PREGEL_S("log"), &one);"#, .refused("host->overwrite")),
        Misbehaviour("it goes to a node", #"host->go_to(host, call, PREGEL_S("n"));"#, .refused("host->go_to")),
        Misbehaviour("it commands a parent", "host->command_parent(host, call);", .refused("host->command_parent")),
        Misbehaviour("it streams", one + #"host->emit(host, call, PREGEL_S("custom"), &one);"#, .refused("host->emit")),
        Misbehaviour("it asks", one + "host->interrupt(host, call, &one, NULL, &out);", .refused("host->interrupt")),
        Misbehaviour("it completes", "host->complete(host, call, PREGEL_OK, NULL);", .refused("host->complete")),
        Misbehaviour(
            "it sends to nobody", one + #"host->send(host, call, PREGEL_S("nobody"), &one);"#, .refused("nobody")),
        Misbehaviour("it sends NULL", #"host->send(host, call, PREGEL_S("end"), NULL);"#, .refused("NULL")),
        Misbehaviour("it answers PENDING", "return PREGEL_PENDING;", .refused("PENDING")),
        Misbehaviour("it answers INTERRUPTED", "return PREGEL_INTERRUPTED;", .refused("INTERRUPTED")),
        Misbehaviour(
            "it answers FAILED without a reason", "return PREGEL_FAILED;", .refused("FAILED without saying why")),
        Misbehaviour("it answers a number that is no status", "return 4711;", .refused("4711")),
    ]

    static let ofReducers: [Misbehaviour] = [
        Misbehaviour("it gives nothing", "", .refused("gave no value")),
        Misbehaviour("it gives NULL", "host->give(host, call, NULL);", .refused("NULL")),
        Misbehaviour(
            "it gives no number", #"pregel_value v = pregel_float(__builtin_nan("")); host->give(host, call, &v);"#,
            .refused("nan")),
        Misbehaviour(
            "it gives an object without members",
            "pregel_value v = pregel_object(NULL, 3); host->give(host, call, &v);", .refused("NULL")),
        Misbehaviour("it reads", one + #"host->read(host, call, PREGEL_S("in"), &out);"#, .refused("host->read")),
        Misbehaviour("it writes", one + #"host->write(host, call, PREGEL_S("out"), &one);"#, .refused("host->write")),
        Misbehaviour("it sends", one + #"host->send(host, call, PREGEL_S("n"), &one);"#, .refused("host->send")),
        Misbehaviour("it goes to a node", #"host->go_to(host, call, PREGEL_S("n"));"#, .refused("host->go_to")),
        Misbehaviour("it streams", one + #"host->emit(host, call, PREGEL_S("custom"), &one);"#, .refused("host->emit")),
        Misbehaviour("it asks", one + "host->interrupt(host, call, &one, NULL, &out);", .refused("host->interrupt")),
        Misbehaviour("it completes", "host->complete(host, call, PREGEL_OK, NULL);", .refused("host->complete")),
        Misbehaviour(
            "it reads a packet's state", one + "host->read_state(host, call, &out);", .refused("host->read_state")),
        Misbehaviour("it answers PENDING", "return PREGEL_PENDING;", .refused("PENDING")),
        Misbehaviour(
            "it answers FAILED without a reason", "return PREGEL_FAILED;", .refused("FAILED without saying why")),
        Misbehaviour("it answers ABSENT", "return PREGEL_ABSENT;", .refused("ABSENT")),
    ]
}
