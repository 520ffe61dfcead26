/* A node in C: the CRC-32 of a text. It needs the header alone.
 *
 *   cc -std=c11 -O2 -shared -fPIC -I sdk/CPregelABI/include examples/07-node-in-c/checksum.c \
 *      -o examples/07-node-in-c/libchecksum.so
 */
#include <stdio.h>
#include <stdlib.h>

#include "pregel_plugin.h"

#define SCHEMA                                                                                                          \
  "{\"type\": \"object\", \"additionalProperties\": false, \"properties\": {"                                           \
  "\"from\": {\"type\": \"string\", \"x-channel\": \"read\", \"default\": \"text\"},"                                     \
  "\"to\": {\"type\": \"string\", \"x-channel\": \"write\", \"default\": \"checksum\"}}}"

/* What the host reads without loading the plugin. */
PREGEL_MANIFEST("{\"manifest\": 1, \"id\": \"org.example.checksum\", \"version\": \"1.0.0\","
                " \"description\": \"Checksums of texts.\", \"abi\": {\"major\": 1, \"min_minor\": 0},"
                " \"nodes\": [{\"name\": \"crc32\", \"flags\": [\"pure\"], \"config_schema\": " SCHEMA "}]}");

/* An instance: one node of a graph, with its configuration. */
typedef struct {
  char from[64], to[64];
} settings;

static void copy(char *to, size_t size, const pregel_value *text) {
  pregel_str s = pregel_text(text);
  snprintf(to, size, "%.*s", (int)s.n, s.p);
}

static pregel_status create(const pregel_component_v1 *component, const pregel_host_v1 *host, pregel_call call,
                            const pregel_value *config, void **instance) {
  (void)component, (void)host, (void)call;
  settings *s = calloc(1, sizeof *s);
  if (s == NULL) return PREGEL_NO_MEMORY;
  /* The host has checked the configuration, and has filled in the defaults. */
  copy(s->from, sizeof s->from, pregel_get(config, PREGEL_S("from")));
  copy(s->to, sizeof s->to, pregel_get(config, PREGEL_S("to")));
  *instance = s;
  return PREGEL_OK;
}

static void destroy(void *instance) { free(instance); }

static uint32_t crc32(pregel_str text) {
  uint32_t crc = 0xFFFFFFFFu;
  for (size_t i = 0; i < text.n; i++) {
    crc ^= (uint8_t)text.p[i];
    for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
  }
  return ~crc;
}

static pregel_status invoke(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
  const settings *s = instance;
  const pregel_value *text = pregel_get(task->input, pregel_cstr(s->from));
  if (text == NULL || text->kind != PREGEL_STRING) {
    pregel_failure_v1 why = {.size = sizeof why, .transient = 0};
    why.kind = PREGEL_S("TypeError");
    why.message = PREGEL_S("the channel to read holds no text");
    return host->fail(host, task->call, &why);
  }
  char hex[9];
  snprintf(hex, sizeof hex, "%08x", crc32(pregel_text(text)));
  pregel_value result = pregel_string(pregel_cstr(hex));
  return host->write(host, task->call, pregel_cstr(s->to), &result);
}

static pregel_node_v1 node;
static const pregel_node_v1 *const nodes[] = {&node};
static pregel_plugin_v1 plugin;

/* The one function that is exported: fills the tables, and gives them. */
const pregel_plugin_v1 *pregel_plugin_entry_v1(const pregel_host_v1 *host, pregel_call call) {
  (void)host, (void)call;
  node.component.size = sizeof node;
  node.component.flags = PREGEL_NODE_PURE;
  node.component.name = PREGEL_S("crc32");
  node.component.create = create;
  node.component.destroy = destroy;
  node.invoke = invoke;

  plugin.head.magic = PREGEL_ABI_MAGIC;
  plugin.head.size = sizeof plugin;
  plugin.head.major = PREGEL_ABI_MAJOR;
  plugin.head.minor = PREGEL_ABI_MINOR;
  plugin.id = PREGEL_S("org.example.checksum");
  plugin.version = PREGEL_S("1.0.0");
  plugin.nodes = nodes;
  plugin.n_nodes = 1;
  return &plugin;
}
