/// Tables that are not what the header says, as what the entry does to a sound one.
extension Misbehaviour {
    static let ofTables: [Misbehaviour] = [
        Misbehaviour("another magic number", "plugin.head.magic = 7;", .refused("magic")),
        Misbehaviour("a version of the border that is to come", "plugin.head.major = 9;", .refused("ABI")),
        Misbehaviour("a version of the border that was never", "plugin.head.major = 0;", .refused("ABI")),
        Misbehaviour("a newer host", "plugin.min_host_minor = 65535;", .refused("ABI")),
        Misbehaviour("a table of no bytes", "plugin.head.size = 0;", .refused("size")),
        Misbehaviour("a table that ends early", "plugin.head.size = sizeof plugin - 8;", .refused("size")),
        Misbehaviour("a larger table", "plugin.head.size = sizeof plugin + 800;", .forgiven),
        Misbehaviour("the largest table", "plugin.head.size = UINT32_MAX;", .forgiven),
        Misbehaviour("no id", "plugin.id = pregel_make_str(NULL, 0);", .refused("id")),
        Misbehaviour("an id without bytes", "plugin.id = pregel_make_str(NULL, 9);", .refused("id")),
        Misbehaviour("another id", #"plugin.id = PREGEL_S("org.example.other");"#, .refused("org.example.other")),
        Misbehaviour("an id that is no UTF-8", #"plugin.id = PREGEL_S("\xff\xff");"#, .refused("id")),
        Misbehaviour("another version", #"plugin.version = PREGEL_S("9");"#, .refused("version")),
        Misbehaviour("nodes that are not there", "plugin.nodes = NULL;", .refused("nodes")),
        Misbehaviour("no nodes", "plugin.n_nodes = 0;", .refused("work")),
        Misbehaviour("more nodes than any plugin has", "plugin.n_nodes = UINT32_MAX;", .refused("too long")),
        Misbehaviour("a node that is NULL", "nodes[0] = NULL;", .refused("NULL")),
        Misbehaviour("a node that stands twice", "nodes[1] = &node; plugin.n_nodes = 2;", .refused("twice")),
        Misbehaviour("routers that are not there", "plugin.n_routers = 3;", .refused("routers")),
        Misbehaviour("reducers that are not there", "plugin.n_reducers = UINT32_MAX;", .refused("reducers")),
        Misbehaviour("stores that are not there", "plugin.n_stores = 1;", .refused("stores")),
        Misbehaviour("caches that are not there", "plugin.n_caches = 1;", .refused("caches")),
        Misbehaviour("processors that are not there", "plugin.n_processors = 1;", .refused("processors")),
        Misbehaviour("checkpointers that are not there", "plugin.n_checkpointers = 1;", .refused("checkpointers")),
        Misbehaviour("a node without a name", "node.component.name = pregel_make_str(NULL, 0);", .refused("work")),
        Misbehaviour(
            "a node whose name has no bytes", "node.component.name = pregel_make_str(NULL, 4);", .refused("work")),
        Misbehaviour("a node whose name is no UTF-8", #"node.component.name = PREGEL_S("wo\xff");"#, .refused("work")),
        Misbehaviour("a node of another name", #"node.component.name = PREGEL_S("wrok");"#, .refused("wrok")),
        Misbehaviour("a node of no bytes", "node.component.size = 0;", .refused("size")),
        Misbehaviour(
            "a node of a component's bytes", "node.component.size = sizeof(pregel_component_v1);", .refused("size")),
        Misbehaviour("a larger node", "node.component.size = sizeof node + 64;", .forgiven),
        Misbehaviour("a node without invoke", "node.invoke = NULL;", .refused("NULL")),
        Misbehaviour("a node without create", "node.component.create = NULL;", .refused("NULL")),
        Misbehaviour("a node without destroy", "node.component.destroy = NULL;", .refused("NULL")),
        Misbehaviour(
            "flags that its identity does not have", "node.component.flags = PREGEL_NODE_ASYNC;", .refused("flags")),
        Misbehaviour("all flags", "node.component.flags = UINT32_MAX;", .refused("flags")),
        Misbehaviour(
            "it writes where it is loaded",
            #"pregel_value one = pregel_int(1); host->write(host, call, PREGEL_S("a"), &one); return NULL;"#,
            .refused("host->write")),
        Misbehaviour(
            "it asks where it is loaded",
            "pregel_value one = pregel_int(1); const pregel_value *out; host->interrupt(host, call, &one, NULL, &out); return NULL;",
            .refused("host->interrupt")),
        Misbehaviour(
            "it gives where it is loaded",
            "pregel_value one = pregel_int(1); host->give(host, call, &one); return NULL;", .refused("host->give")),
        Misbehaviour("it refuses without a reason", "return NULL;", .refused("did not say why")),
        Misbehaviour("it refuses with NULL", "host->fail(host, call, NULL); return NULL;", .refused("NULL")),
    ]
}
