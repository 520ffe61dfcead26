/* The layouts that are frozen for ever, one line each: a plugin built years ago relies on every number here. */
#include "pregel_plugin.h"

#define FROZEN(type, bytes) _Static_assert(sizeof(type) == (bytes), #type " is frozen")
#define AT(type, field, offset) _Static_assert(offsetof(type, field) == (offset), #type "." #field " is frozen")

FROZEN(pregel_str, 16);
FROZEN(pregel_value, 16);
AT(pregel_value, count, 4);
AT(pregel_value, u, 8);
FROZEN(pregel_member, 32);
AT(pregel_member, value, 16);
FROZEN(pregel_head, 16);
FROZEN(pregel_failure_v1, 64);
AT(pregel_failure_v1, n_bases, 12);
AT(pregel_failure_v1, bases, 56);
FROZEN(pregel_task_ids_v1, 104);
FROZEN(pregel_host_v1, 312);
AT(pregel_host_v1, get_extension, 56);
AT(pregel_host_v1, fail, 128);
AT(pregel_host_v1, write, 176);
AT(pregel_host_v1, interrupt, 224);
AT(pregel_host_v1, read_state, 248);
AT(pregel_host_v1, reserved, 256);
FROZEN(pregel_component_v1, 72);
AT(pregel_component_v1, create, 56);
AT(pregel_component_v1, destroy, 64);
FROZEN(pregel_task_v1, 64);
AT(pregel_task_v1, input, 48);
FROZEN(pregel_node_v1, 120);
FROZEN(pregel_router_v1, 112);
FROZEN(pregel_reducer_v1, 112);
FROZEN(pregel_event_v1, 192);
AT(pregel_event_v1, data, 176);
FROZEN(pregel_processor_v1, 136);
FROZEN(pregel_checkpoint_key_v1, 72);
FROZEN(pregel_blob_v1, 32);
FROZEN(pregel_checkpoint_v1, 112);
FROZEN(pregel_writes_v1, 112);
FROZEN(pregel_checkpointer_v1, 160);
FROZEN(pregel_storage_v1, 32);
FROZEN(pregel_cache_v1, 128);
FROZEN(pregel_store_query_v1, 56);
FROZEN(pregel_store_component_v1, 136);
FROZEN(pregel_store_v1, 40);
FROZEN(pregel_plugin_v1, 200);
AT(pregel_plugin_v1, nodes, 56);
AT(pregel_plugin_v1, n_nodes, 112);
AT(pregel_plugin_v1, configure, 144);

/* A component is found by the address of its table. */
AT(pregel_node_v1, component, 0);
AT(pregel_router_v1, component, 0);
AT(pregel_reducer_v1, component, 0);
AT(pregel_processor_v1, component, 0);
AT(pregel_checkpointer_v1, component, 0);
AT(pregel_cache_v1, component, 0);
AT(pregel_store_component_v1, component, 0);
