/* wordstat - a plugin in plain C: the header is all it needs.
 *
 *   cc -std=c11 -O2 -shared -fPIC -fvisibility=hidden -I sdk/CPregelABI/include plugins/wordstat/wordstat.c \
 *      -o libpregel-wordstat.so
 *
 * The node `stat` counts as wc does; the reducer `longest` keeps the longer of two texts; the router `by_length` tells short
 * texts from long ones.
 */
#include "pregel_plugin.h"

#include <stdlib.h>

/* The host reads this without loading the plugin; the tables below say the same. */
PREGEL_MANIFEST(
    "{\"manifest\":1,\"id\":\"org.pregel-host.wordstat\",\"version\":\"1.0.0\","
    "\"description\":\"Counts lines, words, characters and bytes of a text, as wc does. Written in C.\","
    "\"license\":\"Apache-2.0\",\"abi\":{\"major\":1,\"min_minor\":0},"
    "\"nodes\":[{\"name\":\"stat\",\"description\":\"Counts lines, words, characters and bytes.\",\"flags\":[\"pure\"],"
    "\"config_schema\":{\"type\":\"object\",\"properties\":{"
    "\"from\":{\"type\":\"string\",\"default\":\"text\",\"description\":\"The channel with the text.\"},"
    "\"to\":{\"type\":\"string\",\"default\":\"stats\",\"description\":\"The channel for {lines, words, chars, bytes}.\"}},"
    "\"additionalProperties\":false}}],"
    "\"routers\":[{\"name\":\"by_length\",\"description\":\"Gives short or long, by the text's words.\","
    "\"config_schema\":{\"type\":\"object\",\"properties\":{"
    "\"from\":{\"type\":\"string\",\"default\":\"text\"},"
    "\"long_from\":{\"type\":\"integer\",\"minimum\":0,\"default\":100,\"description\":\"The words of a long text.\"}},"
    "\"additionalProperties\":false}}],"
    "\"reducers\":[{\"name\":\"longest\",\"description\":\"Keeps the longer of two texts; of equal ones the first.\"}]}");

/* ---- failing ---------------------------------------------------------------------------------------------------- */

static pregel_status fail(const pregel_host_v1 *host, pregel_call call, pregel_str kind, pregel_str message) {
  pregel_failure_v1 why;
  memset(&why, 0, sizeof why);
  why.size = sizeof why;
  why.kind = kind;
  why.message = message;
  return host->fail(host, call, &why);
}

/* ---- counting --------------------------------------------------------------------------------------------------- */

typedef struct counts {
  int64_t lines, words, chars;
} counts;

static counts count(pregel_str text) {
  counts result = {0, 0, 0};
  bool in_word = false;
  for (size_t i = 0; i < text.n; i++) {
    unsigned char byte = (unsigned char)text.p[i];
    bool space = byte == ' ' || (byte >= '\t' && byte <= '\r');
    if (byte == '\n') result.lines++;
    if (!space && !in_word) result.words++;
    in_word = !space;
    if ((byte & 0xC0) != 0x80) result.chars++; /* each character has one byte that does not continue another */
  }
  return result;
}

/* ---- instances: the names of channels, copied from the configuration -------------------------------------------- */

typedef struct settings {
  pregel_str from, to;
  int64_t long_from;
  char memory[]; /* what `from` and `to` point to */
} settings;

static pregel_str text_of(const pregel_value *config, pregel_str key, pregel_str otherwise) {
  const pregel_value *found = pregel_get(config, key);
  return found != NULL && found->kind == PREGEL_STRING ? pregel_text(found) : otherwise;
}

static pregel_status create(const pregel_host_v1 *host, pregel_call call, const pregel_value *config, void **instance) {
  pregel_str from = text_of(config, PREGEL_S("from"), PREGEL_S("text"));
  pregel_str to = text_of(config, PREGEL_S("to"), PREGEL_S("stats"));
  settings *made = malloc(sizeof *made + from.n + to.n);
  if (made == NULL) return fail(host, call, PREGEL_S("MemoryError"), PREGEL_S("no memory is left"));
  if (from.n > 0) memcpy(made->memory, from.p, from.n);
  if (to.n > 0) memcpy(made->memory + from.n, to.p, to.n);
  made->from = pregel_make_str(made->memory, from.n);
  made->to = pregel_make_str(made->memory + from.n, to.n);
  made->long_from = pregel_as_int(pregel_get(config, PREGEL_S("long_from")), 100);
  *instance = made;
  return PREGEL_OK;
}

static void destroy(void *instance) { free(instance); }

/* The text that a task reads; false where there is none. */
static bool input_text(const settings *s, const pregel_task_v1 *task, pregel_str *text) {
  const pregel_value *found = pregel_get(task->input, s->from);
  if (found == NULL || found->kind != PREGEL_STRING) return false;
  *text = pregel_text(found);
  return true;
}

/* ---- the node `stat` -------------------------------------------------------------------------------------------- */

static pregel_status stat_invoke(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
  const settings *s = instance;
  pregel_str text;
  if (!input_text(s, task, &text)) {
    return fail(host, task->call, PREGEL_S("TypeError"), PREGEL_S("there is no text to count"));
  }
  counts c = count(text);
  pregel_member members[] = {
      {PREGEL_S("lines"), pregel_int(c.lines)},
      {PREGEL_S("words"), pregel_int(c.words)},
      {PREGEL_S("chars"), pregel_int(c.chars)},
      {PREGEL_S("bytes"), pregel_int((int64_t)text.n)},
  };
  pregel_value stats = pregel_object(members, 4);
  return host->write(host, task->call, s->to, &stats);
}

/* ---- the router `by_length` ------------------------------------------------------------------------------------- */

static pregel_status by_length_route(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
  const settings *s = instance;
  pregel_str text;
  if (!input_text(s, task, &text)) {
    return fail(host, task->call, PREGEL_S("TypeError"), PREGEL_S("there is no text to measure"));
  }
  bool is_long = count(text).words >= s->long_from;
  pregel_value target = pregel_string(is_long ? PREGEL_S("long") : PREGEL_S("short"));
  return host->give(host, task->call, &target);
}

/* ---- the reducer `longest` -------------------------------------------------------------------------------------- */

static pregel_status longest_reduce(void *instance, const pregel_host_v1 *host, pregel_call call,
                                    const pregel_value *current, const pregel_value *update) {
  (void)instance;
  if (current->kind != PREGEL_STRING || update->kind != PREGEL_STRING) {
    return fail(host, call, PREGEL_S("TypeError"), PREGEL_S("only texts have a length to compare"));
  }
  return host->give(host, call, update->count > current->count ? update : current);
}

/* ---- the tables ------------------------------------------------------------------------------------------------- */

static pregel_node_v1 stat_node;
static pregel_router_v1 by_length;
static pregel_reducer_v1 longest;
static const pregel_node_v1 *const nodes[] = {&stat_node};
static const pregel_router_v1 *const routers[] = {&by_length};
static const pregel_reducer_v1 *const reducers[] = {&longest};
static pregel_plugin_v1 plugin;

static pregel_component_v1 component(size_t size, pregel_str name) {
  pregel_component_v1 c;
  memset(&c, 0, sizeof c);
  c.size = (uint32_t)size;
  c.name = name;
  c.create = create;
  c.destroy = destroy;
  return c;
}

PREGEL_EXPORT const pregel_plugin_v1 *pregel_plugin_entry_v1(const pregel_host_v1 *host, pregel_call call) {
  (void)host;
  (void)call;
  stat_node.component = component(sizeof stat_node, PREGEL_S("stat"));
  stat_node.component.flags = PREGEL_NODE_PURE;
  stat_node.invoke = stat_invoke;
  by_length.component = component(sizeof by_length, PREGEL_S("by_length"));
  by_length.route = by_length_route;
  longest.component = component(sizeof longest, PREGEL_S("longest"));
  longest.reduce = longest_reduce;

  plugin.head.magic = PREGEL_ABI_MAGIC;
  plugin.head.size = sizeof plugin;
  plugin.head.major = PREGEL_ABI_MAJOR;
  plugin.head.minor = PREGEL_ABI_MINOR;
  plugin.id = PREGEL_S("org.pregel-host.wordstat");
  plugin.version = PREGEL_S("1.0.0");
  plugin.nodes = nodes;
  plugin.n_nodes = 1;
  plugin.routers = routers;
  plugin.n_routers = 1;
  plugin.reducers = reducers;
  plugin.n_reducers = 1;
  return &plugin;
}
