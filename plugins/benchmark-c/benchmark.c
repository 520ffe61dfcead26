/* benchmark.c - the plugin org.pregel-host.bench-c: node bodies of the benchmarks, in C; it needs the header alone.
 *
 * The same bodies as the plugin `benchmark` has in Swift, so that the two show what the SDK adds to the border.
 */
#include "pregel_plugin.h"

#include <stdlib.h>

#define NO_CONFIG "\"config_schema\": {\"type\": \"object\", \"additionalProperties\": false}"
#define COUNT(name) \
  "\"config_schema\": {\"type\": \"object\", \"additionalProperties\": false, \"required\": [\"" name "\"], \"properties\": {" \
  "\"" name "\": {\"type\": \"integer\", \"minimum\": 0}}}"

PREGEL_MANIFEST(
    "{\"manifest\": 1, \"id\": \"org.pregel-host.bench-c\", \"version\": \"1.0.0\","
    " \"description\": \"The node bodies of the benchmarks, in C.\", \"license\": \"Apache-2.0\","
    " \"abi\": {\"major\": 1, \"min_minor\": 0},"
    " \"nodes\": ["
    "  {\"name\": \"increment\", \"description\": \"count + 1.\", \"flags\": [\"pure\"], " NO_CONFIG "},"
    "  {\"name\": \"add\", \"description\": \"a + b.\", \"flags\": [\"pure\"], " NO_CONFIG "},"
    "  {\"name\": \"source\", \"description\": \"Writes 1.\", \"flags\": [\"pure\"], " NO_CONFIG "},"
    "  {\"name\": \"worker\", \"description\": \"Appends index + value.\", \"flags\": [\"pure\"], " COUNT("index") "},"
    "  {\"name\": \"sum\", \"description\": \"Adds the results up.\", \"flags\": [\"pure\"], " NO_CONFIG "},"
    "  {\"name\": \"send_worker\", \"description\": \"Appends twice the packet's i.\", \"flags\": [\"pure\"], " NO_CONFIG "},"
    "  {\"name\": \"agent\", \"description\": \"Appends an agent's message.\", \"flags\": [\"pure\"], " NO_CONFIG "},"
    "  {\"name\": \"tool\", \"description\": \"Appends a tool's message.\", \"flags\": [\"pure\"], " NO_CONFIG "}],"
    " \"routers\": ["
    "  {\"name\": \"send\", \"description\": \"Sends the numbers below n.\", " NO_CONFIG "},"
    "  {\"name\": \"loop\", \"description\": \"Ends after some rounds.\", " COUNT("rounds") "}]}");

/* The number that a component is configured with; the only thing that any of them keeps. */
static pregel_status create_with(const char *name, const pregel_value *config, void **instance) {
  int64_t *number = malloc(sizeof *number);
  if (number == NULL) return PREGEL_NO_MEMORY;
  *number = pregel_as_int(pregel_get(config, pregel_cstr(name)), 0);
  *instance = number;
  return PREGEL_OK;
}

static pregel_status create(const pregel_component_v1 *component, const pregel_host_v1 *host, pregel_call call,
                            const pregel_value *config, void **instance) {
  (void)host;
  (void)call;
  return create_with(pregel_str_equal(component->name, PREGEL_S("loop")) ? "rounds" : "index", config, instance);
}

static void destroy(void *instance) { free(instance); }

static int64_t number(const pregel_task_v1 *task, pregel_str channel) {
  return pregel_as_int(pregel_get(task->input, channel), 0);
}

static pregel_status write_int(const pregel_host_v1 *host, const pregel_task_v1 *task, pregel_str channel, int64_t number) {
  pregel_value value = pregel_int(number);
  return host->write(host, task->call, channel, &value);
}

/* Writes a list of one. */
static pregel_status append(const pregel_host_v1 *host, const pregel_task_v1 *task, pregel_str channel, pregel_value item) {
  pregel_value list = pregel_array(&item, 1);
  return host->write(host, task->call, channel, &list);
}

/* ---- the nodes -------------------------------------------------------------------------------------------------- */

static pregel_status increment(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
  (void)instance;
  return write_int(host, task, PREGEL_S("count"), number(task, PREGEL_S("count")) + 1);
}

static pregel_status add(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
  (void)instance;
  return write_int(host, task, PREGEL_S("sum"), number(task, PREGEL_S("a")) + number(task, PREGEL_S("b")));
}

static pregel_status source(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
  (void)instance;
  return write_int(host, task, PREGEL_S("value"), 1);
}

static pregel_status worker(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
  const int64_t *index = instance;
  return append(host, task, PREGEL_S("results"), pregel_int(*index + number(task, PREGEL_S("value"))));
}

static pregel_status sum(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
  (void)instance;
  const pregel_value *results = pregel_get(task->input, PREGEL_S("results"));
  int64_t total = 0;
  for (uint32_t i = 0; results != NULL && i < results->count; i++) total += pregel_as_int(pregel_at(results, i), 0);
  return write_int(host, task, PREGEL_S("total"), total);
}

static pregel_status send_worker(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
  (void)instance;
  return append(host, task, PREGEL_S("results"), pregel_int(2 * number(task, PREGEL_S("i"))));
}

static pregel_status say(const pregel_host_v1 *host, const pregel_task_v1 *task, pregel_str role, int64_t round,
                         pregel_str text) {
  pregel_member members[] = {{PREGEL_S("role"), pregel_string(role)},
                             {PREGEL_S("round"), pregel_int(round)},
                             {PREGEL_S("text"), pregel_string(text)}};
  return append(host, task, PREGEL_S("messages"), pregel_object(members, 3));
}

static pregel_status agent(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
  (void)instance;
  int64_t round = number(task, PREGEL_S("rounds")) + 1;
  pregel_status status = say(host, task, PREGEL_S("agent"), round, PREGEL_S("think"));
  return status == PREGEL_OK ? write_int(host, task, PREGEL_S("rounds"), round) : status;
}

static pregel_status tool(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
  (void)instance;
  return say(host, task, PREGEL_S("tool"), number(task, PREGEL_S("rounds")), PREGEL_S("ok"));
}

/* ---- the routers ------------------------------------------------------------------------------------------------ */

static pregel_status send_all(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
  (void)instance;
  int64_t n = number(task, PREGEL_S("n"));
  for (int64_t i = 0; i < n; i++) {
    pregel_member member = {PREGEL_S("i"), pregel_int(i)};
    pregel_value packet = pregel_object(&member, 1);
    pregel_status status = host->send(host, task->call, PREGEL_S("worker"), &packet);
    if (status != PREGEL_OK) return status;
  }
  return PREGEL_OK;
}

static pregel_status loop(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
  const int64_t *rounds = instance;
  pregel_value target = pregel_string(number(task, PREGEL_S("rounds")) > *rounds ? PREGEL_S("END") : PREGEL_S("tool"));
  return host->give(host, task->call, &target);
}

/* ---- the tables ------------------------------------------------------------------------------------------------- */

#define NODE(function)                                                                                             \
  static const pregel_node_v1 function##_table = {                                                                 \
      .component = {.size = sizeof(pregel_node_v1), .flags = PREGEL_NODE_PURE, .name = {#function, sizeof #function - 1}, \
                    .create = create, .destroy = destroy},                                                         \
      .invoke = function}
NODE(increment);
NODE(add);
NODE(source);
NODE(worker);
NODE(sum);
NODE(send_worker);
NODE(agent);
NODE(tool);

static const pregel_router_v1 send_table = {
    .component = {.size = sizeof(pregel_router_v1), .name = {"send", 4}, .create = create, .destroy = destroy},
    .route = send_all};
static const pregel_router_v1 loop_table = {
    .component = {.size = sizeof(pregel_router_v1), .name = {"loop", 4}, .create = create, .destroy = destroy},
    .route = loop};

static const pregel_node_v1 *const nodes[] = {&increment_table, &add_table,         &source_table, &worker_table,
                                              &sum_table,       &send_worker_table, &agent_table,  &tool_table};
static const pregel_router_v1 *const routers[] = {&send_table, &loop_table};

static const pregel_plugin_v1 plugin = {
    .head = {PREGEL_ABI_MAGIC, sizeof(pregel_plugin_v1), PREGEL_ABI_MAJOR, PREGEL_ABI_MINOR, 0},
    .id = {"org.pregel-host.bench-c", 23},
    .version = {"1.0.0", 5},
    .nodes = nodes,
    .routers = routers,
    .n_nodes = 8,
    .n_routers = 2};

PREGEL_EXPORT const pregel_plugin_v1 *pregel_plugin_entry_v1(const pregel_host_v1 *host, pregel_call call) {
  (void)host;
  (void)call;
  return &plugin;
}
