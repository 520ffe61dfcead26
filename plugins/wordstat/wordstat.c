/* wordstat.c - the plugin org.pregel-host.wordstat, in C: it needs the header alone.
 *
 *   cc -std=c11 -shared -fPIC -fvisibility=hidden -I sdk/CPregelABI/include plugins/wordstat/wordstat.c -o wordstat.so
 *
 * Node `stat`: counts lines, words, bytes and characters of the channel `text`, as wc(1) does.
 * Reducer `add`: adds such counts, member by member.
 * Router `size`: "long" for a text with more words than `limit`, else "short".
 */
#include "pregel_plugin.h"

#include <stdlib.h>

PREGEL_MANIFEST(
    "{\"manifest\": 1, \"id\": \"org.pregel-host.wordstat\", \"version\": \"1.0.0\","
    " \"description\": \"Counts lines, words, bytes and characters; written in C.\", \"license\": \"Apache-2.0\","
    " \"abi\": {\"major\": 1, \"min_minor\": 0},"
    " \"nodes\": [{\"name\": \"stat\", \"description\": \"Counts the lines, words, bytes and characters of text.\","
    "  \"flags\": [\"pure\"], \"reads\": [\"text\"], \"writes\": [\"stat\"],"
    "  \"config_schema\": {\"type\": \"object\", \"additionalProperties\": false, \"properties\": {"
    "   \"from\": {\"type\": \"string\", \"x-channel\": \"read\", \"default\": \"text\","
    "    \"description\": \"The channel that has the text.\"},"
    "   \"into\": {\"type\": \"string\", \"x-channel\": \"write\", \"default\": \"stat\","
    "    \"description\": \"The channel that gets the counts.\"}}}}],"
    " \"routers\": [{\"name\": \"size\", \"description\": \"long or short, by the number of words in stat.\","
    "  \"reads\": [\"stat\"], \"config_schema\": {\"type\": \"object\", \"additionalProperties\": false, \"properties\": {"
    "   \"limit\": {\"type\": \"integer\", \"default\": 1000, \"minimum\": 0}}}}],"
    " \"reducers\": [{\"name\": \"add\", \"description\": \"Adds counts, member by member.\","
    "  \"config_schema\": {\"type\": \"object\", \"additionalProperties\": false}}]}");

static pregel_status refuse(const pregel_host_v1 *host, pregel_call call, pregel_str kind, pregel_str message) {
  pregel_failure_v1 why;
  memset(&why, 0, sizeof why);
  why.size = sizeof why;
  why.kind = kind;
  why.message = message;
  return host->fail(host, call, &why);
}

/* ---- the node `stat` -------------------------------------------------------------------------------------------- */

typedef struct {
  pregel_str from, into;
  char names[]; /* both names, for the configuration does not outlive `create` */
} stat_node;

static pregel_status stat_create(const pregel_component_v1 *component, const pregel_host_v1 *host, pregel_call call,
                                 const pregel_value *config, void **instance) {
  (void)component;
  (void)host;
  (void)call;
  pregel_str from = pregel_text(pregel_get(config, PREGEL_S("from")));
  pregel_str into = pregel_text(pregel_get(config, PREGEL_S("into")));
  stat_node *node = malloc(sizeof *node + from.n + into.n);
  if (node == NULL) return PREGEL_NO_MEMORY;
  memcpy(node->names, from.p, from.n);
  memcpy(node->names + from.n, into.p, into.n);
  node->from = pregel_make_str(node->names, from.n);
  node->into = pregel_make_str(node->names + from.n, into.n);
  *instance = node;
  return PREGEL_OK;
}

static pregel_status stat_invoke(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
  const stat_node *node = instance;
  const pregel_value *text = pregel_get(task->input, node->from);
  if (text == NULL || text->kind != PREGEL_STRING)
    return refuse(host, task->call, PREGEL_S("TypeError"), PREGEL_S("wordstat.stat needs a string to count"));
  int64_t lines = 0, words = 0, characters = 0;
  bool in_word = false;
  for (uint32_t i = 0; i < text->count; i++) {
    unsigned char byte = (unsigned char)text->u.s[i];
    bool is_space = byte == ' ' || (byte >= '\t' && byte <= '\r');
    lines += byte == '\n';
    words += !is_space && !in_word;
    characters += (byte & 0xC0) != 0x80;
    in_word = !is_space;
  }
  pregel_member members[] = {
      {PREGEL_S("lines"), pregel_int(lines)},
      {PREGEL_S("words"), pregel_int(words)},
      {PREGEL_S("bytes"), pregel_int(text->count)},
      {PREGEL_S("characters"), pregel_int(characters)},
  };
  pregel_value stat = pregel_object(members, 4);
  return host->write(host, task->call, node->into, &stat);
}

/* ---- the router `size` ------------------------------------------------------------------------------------------ */

static pregel_status size_create(const pregel_component_v1 *component, const pregel_host_v1 *host, pregel_call call,
                                 const pregel_value *config, void **instance) {
  (void)component;
  (void)host;
  (void)call;
  int64_t *limit = malloc(sizeof *limit);
  if (limit == NULL) return PREGEL_NO_MEMORY;
  *limit = pregel_as_int(pregel_get(config, PREGEL_S("limit")), 1000);
  *instance = limit;
  return PREGEL_OK;
}

static pregel_status size_route(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
  const int64_t *limit = instance;
  int64_t words = pregel_as_int(pregel_get(pregel_get(task->input, PREGEL_S("stat")), PREGEL_S("words")), 0);
  pregel_value target = pregel_string(words > *limit ? PREGEL_S("long") : PREGEL_S("short"));
  return host->give(host, task->call, &target);
}

/* ---- the reducer `add` ------------------------------------------------------------------------------------------ */

static pregel_status add_create(const pregel_component_v1 *component, const pregel_host_v1 *host, pregel_call call,
                                const pregel_value *config, void **instance) {
  (void)component;
  (void)host;
  (void)call;
  (void)config;
  *instance = NULL;
  return PREGEL_OK;
}

static pregel_status add_reduce(void *instance, const pregel_host_v1 *host, pregel_call call, const pregel_value *current,
                                const pregel_value *update) {
  (void)instance;
  if (current->kind != PREGEL_OBJECT || update->kind != PREGEL_OBJECT)
    return refuse(host, call, PREGEL_S("TypeError"), PREGEL_S("wordstat.add adds objects of whole numbers"));
  pregel_member *members = malloc(((size_t)current->count + update->count + 1) * sizeof *members);
  if (members == NULL) return PREGEL_NO_MEMORY;
  uint32_t count = 0;
  for (uint32_t i = 0; i < current->count; i++) {
    members[count] = current->u.members[i];
    const pregel_value *more = pregel_get(update, members[count].key);
    if (more != NULL) members[count].value = pregel_int(pregel_as_int(&members[count].value, 0) + pregel_as_int(more, 0));
    count++;
  }
  for (uint32_t i = 0; i < update->count; i++)
    if (pregel_get(current, update->u.members[i].key) == NULL) members[count++] = update->u.members[i];
  pregel_value sum = pregel_object(members, count);
  pregel_status status = host->give(host, call, &sum);
  free(members);
  return status;
}

/* ---- the tables ------------------------------------------------------------------------------------------------- */

static void destroy(void *instance) { free(instance); }

static const pregel_node_v1 stat_table = {
    .component = {.size = sizeof(pregel_node_v1), .flags = PREGEL_NODE_PURE, .name = PREGEL_STR("stat"), .create = stat_create, .destroy = destroy},
    .invoke = stat_invoke};
static const pregel_router_v1 size_table = {
    .component = {.size = sizeof(pregel_router_v1), .name = PREGEL_STR("size"), .create = size_create, .destroy = destroy},
    .route = size_route};
static const pregel_reducer_v1 add_table = {
    .component = {.size = sizeof(pregel_reducer_v1), .name = PREGEL_STR("add"), .create = add_create, .destroy = destroy},
    .reduce = add_reduce};

static const pregel_node_v1 *const nodes[] = {&stat_table};
static const pregel_router_v1 *const routers[] = {&size_table};
static const pregel_reducer_v1 *const reducers[] = {&add_table};

static const pregel_plugin_v1 plugin = {
    .head = {PREGEL_ABI_MAGIC, sizeof(pregel_plugin_v1), PREGEL_ABI_MAJOR, PREGEL_ABI_MINOR, 0},
    .id = PREGEL_STR("org.pregel-host.wordstat"),
    .version = PREGEL_STR("1.0.0"),
    .nodes = nodes,
    .routers = routers,
    .reducers = reducers,
    .n_nodes = 1,
    .n_routers = 1,
    .n_reducers = 1};

PREGEL_EXPORT const pregel_plugin_v1 *pregel_plugin_entry_v1(const pregel_host_v1 *host, pregel_call call) {
  (void)host;
  (void)call;
  return &plugin;
}
