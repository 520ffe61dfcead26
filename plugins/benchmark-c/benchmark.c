/* benchmark.c - the plugin org.pregel-host.bench-c: node bodies of the benchmarks, in C; it needs the header alone.
 *
 * The same bodies as the plugin `benchmark` has in Swift, so that the two show what the SDK adds to the border.
 */
#include <stdlib.h>

#include "bench.h"

#define INTEGER(name, least) "\"" name "\": {\"type\": \"integer\", \"minimum\": " least "}"
#define DEFAULT(name, standard) "\"" name "\": {\"type\": \"integer\", \"default\": " standard "}"
#define CONFIG(properties) \
  ", \"config_schema\": {\"type\": \"object\", \"additionalProperties\": false, \"properties\": {" properties "}}}"
#define NEEDS(name) \
  ", \"config_schema\": {\"type\": \"object\", \"additionalProperties\": false, \"required\": [\"" name "\"], " \
  "\"properties\": {" INTEGER(name, "0") "}}}"
#define COMPONENT(name, description) "{\"name\": \"" name "\", \"description\": \"" description "\""
#define FLAG(flag) ", \"flags\": [\"" flag "\"]"

PREGEL_MANIFEST(
    "{\"manifest\": 1, \"id\": \"org.pregel-host.bench-c\", \"version\": \"1.0.0\","
    " \"description\": \"The node bodies of the benchmarks, in C.\", \"license\": \"Apache-2.0\","
    " \"abi\": {\"major\": 1, \"min_minor\": 0}, \"nodes\": ["
    COMPONENT("increment", "count + 1.") FLAG("pure") CONFIG("") ","
    COMPONENT("async_increment", "count + 1, pending.") FLAG("async") CONFIG("") ","
    COMPONENT("rewrite", "count + 1, and writes blob as it is.") FLAG("pure") CONFIG("") ","
    COMPONENT("add", "a + b.") FLAG("pure") CONFIG("") ","
    COMPONENT("linear", "x * factor + term.") FLAG("pure") CONFIG(DEFAULT("factor", "1") ", " DEFAULT("term", "0")) ","
    COMPONENT("flaky", "Fails the first attempts, then count + 1.") CONFIG(DEFAULT("failures", "2")) ","
    COMPONENT("source", "Writes 1.") FLAG("pure") CONFIG("") ","
    COMPONENT("worker", "Appends index + value.") FLAG("pure") NEEDS("index") ","
    COMPONENT("sum", "Adds the results up.") FLAG("pure") CONFIG("") ","
    COMPONENT("send_worker", "Appends twice the packet's i.") FLAG("pure") CONFIG("") ","
    COMPONENT("agent", "Appends an agent's message, and counts the round.") FLAG("pure") CONFIG("") ","
    COMPONENT("tool", "Appends a tool's message.") FLAG("pure") CONFIG("") ","
    COMPONENT("message_agent", "Appends an agent's message with an id, and counts the round.") FLAG("pure") CONFIG("") ","
    COMPONENT("message_tool", "Appends a tool's message with an id.") FLAG("pure") CONFIG("") ","
    COMPONENT("turn", "Appends one message.") FLAG("pure") CONFIG("") ","
    COMPONENT("ask", "Interrupts, and adds the answer to count.") FLAG("interrupts") CONFIG("") ","
    COMPONENT("wide", "Writes its share of a wide state.") FLAG("pure")
        CONFIG(INTEGER("which", "0") ", " INTEGER("width", "1")) ","
    COMPONENT("joke_edit", "Lengthens the subject.") FLAG("pure") CONFIG("") ","
    COMPONENT("joke_generate", "Tells a joke about the subject.") FLAG("pure") CONFIG("") ","
    COMPONENT("joke_bump", "Lengthens the joke.") FLAG("pure") CONFIG("") ","
    COMPONENT("sleep", "Waits on a thread of its own, then appends its index.") FLAG("blocking")
        CONFIG(DEFAULT("milliseconds", "10") ", " DEFAULT("index", "0")) ","
    COMPONENT("async_sleep", "Waits for a timer, then appends its index.") FLAG("async")
        CONFIG(DEFAULT("milliseconds", "10") ", " DEFAULT("index", "0")) "],"
    " \"routers\": ["
    COMPONENT("send", "Sends the numbers below n.") CONFIG("") ","
    COMPONENT("loop", "END once there were more rounds than asked for, else tool.") NEEDS("rounds") ","
    COMPONENT("until", "END once count is reached, else a.") NEEDS("count") ","
    COMPONENT("wide_loop", "END after the rounds asked for, else one.") NEEDS("rounds") ","
    COMPONENT("joke_send", "Sends each subject to the node generate_joke.") CONFIG("") ","
    COMPONENT("joke_more", "END once the joke was bumped ten times, else bump.") CONFIG("") "]}");

static pregel_status create(const pregel_component_v1 *component, const pregel_host_v1 *host, pregel_call call,
                            const pregel_value *config, void **instance) {
  (void)component, (void)host, (void)call;
  settings *s = malloc(sizeof *s);
  if (s == NULL) return PREGEL_NO_MEMORY;
  *s = (settings){
      .index = bench_int(config, PREGEL_S("index")),
      .rounds = bench_int(config, PREGEL_S("rounds")),
      .count = bench_int(config, PREGEL_S("count")),
      .which = bench_int(config, PREGEL_S("which")),
      .width = bench_int(config, PREGEL_S("width")),
      .factor = bench_int(config, PREGEL_S("factor")),
      .term = bench_int(config, PREGEL_S("term")),
      .failures = bench_int(config, PREGEL_S("failures")),
      .milliseconds = bench_int(config, PREGEL_S("milliseconds")),
  };
  *instance = s;
  return PREGEL_OK;
}

static void destroy(void *instance) { free(instance); }

/* ---- the tables ------------------------------------------------------------------------------------------------- */

#define TABLE(type, title, bits) \
  .component = {.size = sizeof(type), .flags = bits, .name = PREGEL_STR(#title), .create = create, .destroy = destroy}
#define NODE(title, bits) \
  static const pregel_node_v1 title##_node = {TABLE(pregel_node_v1, title, bits), .invoke = bench_##title}
#define ROUTER(title) \
  static const pregel_router_v1 title##_router = {TABLE(pregel_router_v1, title, 0), .route = bench_##title}

NODE(increment, PREGEL_NODE_PURE);
NODE(async_increment, PREGEL_NODE_ASYNC);
NODE(rewrite, PREGEL_NODE_PURE);
NODE(add, PREGEL_NODE_PURE);
NODE(linear, PREGEL_NODE_PURE);
NODE(flaky, 0);
NODE(source, PREGEL_NODE_PURE);
NODE(worker, PREGEL_NODE_PURE);
NODE(sum, PREGEL_NODE_PURE);
NODE(send_worker, PREGEL_NODE_PURE);
NODE(agent, PREGEL_NODE_PURE);
NODE(tool, PREGEL_NODE_PURE);
NODE(message_agent, PREGEL_NODE_PURE);
NODE(message_tool, PREGEL_NODE_PURE);
NODE(turn, PREGEL_NODE_PURE);
NODE(ask, PREGEL_NODE_INTERRUPTS);
NODE(wide, PREGEL_NODE_PURE);
NODE(joke_edit, PREGEL_NODE_PURE);
NODE(joke_generate, PREGEL_NODE_PURE);
NODE(joke_bump, PREGEL_NODE_PURE);
NODE(sleep, PREGEL_NODE_BLOCKING);
NODE(async_sleep, PREGEL_NODE_ASYNC);
ROUTER(send);
ROUTER(loop);
ROUTER(until);
ROUTER(wide_loop);
ROUTER(joke_send);
ROUTER(joke_more);

static const pregel_node_v1 *const nodes[] = {
    &increment_node, &rewrite_node, &add_node,        &linear_node,    &flaky_node,         &source_node,
    &worker_node,    &sum_node,     &send_worker_node, &agent_node,    &tool_node,          &wide_node,
    &joke_edit_node, &joke_generate_node, &joke_bump_node, &sleep_node, &async_sleep_node,
    &async_increment_node, &message_agent_node, &message_tool_node, &turn_node, &ask_node};
static const pregel_router_v1 *const routers[] = {&send_router,      &loop_router,      &until_router,
                                                  &wide_loop_router, &joke_send_router, &joke_more_router};

static const pregel_plugin_v1 plugin = {
    .head = {PREGEL_ABI_MAGIC, sizeof(pregel_plugin_v1), PREGEL_ABI_MAJOR, PREGEL_ABI_MINOR, 0},
    .id = PREGEL_STR("org.pregel-host.bench-c"),
    .version = PREGEL_STR("1.0.0"),
    .nodes = nodes,
    .routers = routers,
    .n_nodes = sizeof nodes / sizeof *nodes,
    .n_routers = sizeof routers / sizeof *routers,
    .shutdown = bench_stop_timers};

PREGEL_EXPORT const pregel_plugin_v1 *pregel_plugin_entry_v1(const pregel_host_v1 *host, pregel_call call) {
  (void)host;
  (void)call;
  return &plugin;
}
