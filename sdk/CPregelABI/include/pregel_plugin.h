/* pregel_plugin.h - the border between pregel-host and its plugins. ABI 1.0.
 *
 * C11 and C++17; needs nothing but pregel_value.h. A plugin is a shared object that exports one function,
 * `pregel_plugin_entry_v1`, and carries its identity as JSON in the ELF section `pregel.manifest`
 * (PREGEL_MANIFEST), which the host reads without running anything.
 *
 * The contract, once for all:
 *  - A struct's layout is frozen for ever. Growth is by new tables, fetched by id from `get_extension`
 *    ("pregel.store/1"), and by new names (`_v2`). A larger `size` or `minor` is never a reason to refuse.
 *  - Everything is UTF-8. What a pointer leads to is borrowed; each comment says for how long.
 *  - Work is a call: an integer that the host checks on every use. Through it a component reads, gives results, fails
 *    and completes. A stale call is answered with PREGEL_STALE, never with a crash.
 *    A node's verbs need the flags that name them (PREGEL_NODE_ROUTES, _INTERRUPTS, _STREAMS): without its flag a verb
 *    answers PREGEL_INVALID and fails the task.
 *    Of a node that is neither ASYNC nor BLOCKING, and of a router or reducer, a call belongs to the thread that it was
 *    made on: its verbs answer PREGEL_STALE on any other, whatever "thread: any" allows.
 *  - Errors do not unwind across the border: no exception, panic or longjmp may leave a function of a plugin.
 *  - A host function is never NULL. What the plugin was not granted answers PREGEL_DENIED, what the host does not do
 *    PREGEL_UNSUPPORTED. A plugin's table may leave NULL where its comment says "optional".
 *  - A plugin is never unmapped: its threads and static data live until the process ends.
 *
 * Each function pointer carries a contract tag that a test reads:
 *   thread   any | load | control | worker | one-at-a-time
 *            load: the thread that loads the plugin, once. control: one thread at a time, no call of that instance is
 *            running. worker: any of the host's threads, several at once. one-at-a-time: any thread, one at a time.
 *   blocks   no: returns at once | yes: may take its time | flagged: only where the component's flags say so
 *   borrows  until-return | until-complete | none: how long the callee may use what it was handed
 *   since    the first ABI that has it
 */
#ifndef PREGEL_PLUGIN_H
#define PREGEL_PLUGIN_H

#include "pregel_value.h"

#ifdef __cplusplus
extern "C" {
#endif
PREGEL_ASSUME_NONNULL_BEGIN

#define PREGEL_ABI_MAGIC 0x4C475250u /* "PRGL" */
#define PREGEL_ABI_MAJOR 1           /* another one is refused before any other field is read */
#define PREGEL_ABI_MINOR 0           /* counts extension tables and verbs that were added; see min_host_minor */

#define PREGEL_EXPORT __attribute__((visibility("default"), used))

#if defined(__has_attribute)
#if __has_attribute(retain)
#define PREGEL_RETAIN __attribute__((retain)) /* survives --gc-sections */
#endif
#endif
#ifndef PREGEL_RETAIN
#define PREGEL_RETAIN
#endif

/* Puts a plugin's identity, a JSON text, where the host finds it without loading the plugin. Once per plugin. */
#define PREGEL_MANIFEST(json) \
  PREGEL_RETAIN __attribute__((section("pregel.manifest"), used, aligned(1))) static const char pregel_manifest_json[] = json

/* ---- statuses --------------------------------------------------------------------------------------------------- */

/* 0: done; above 0: done for now, the call goes on or was stopped on purpose; below 0: an error. */
typedef int32_t pregel_status;
enum {
  PREGEL_OK = 0,
  PREGEL_PENDING = 1,     /* `complete` will be called, exactly once, from any thread */
  PREGEL_INTERRUPTED = 2, /* the node stops here until its question is answered; hand it on at once */
  PREGEL_ABSENT = 3,      /* there is no such item; not an error */
  PREGEL_FAILED = -1,     /* the reason was stated with `fail` */
  PREGEL_INVALID = -2,    /* an argument is not what the function takes; the host remembers why */
  PREGEL_DENIED = -3,     /* not granted to this plugin */
  PREGEL_CANCELLED = -4,
  PREGEL_UNSUPPORTED = -5,
  PREGEL_STALE = -6, /* the call has ended */
  PREGEL_NO_MEMORY = -7 /* a copy of the value would take more than 1 GiB, each part as often as it stands in the tree */
};

/* Starts every top-level table. */
typedef struct pregel_head {
  uint32_t magic; /* PREGEL_ABI_MAGIC */
  uint32_t size;  /* sizeof the table that it starts */
  uint16_t major, minor;
  uint32_t reserved; /* 0 */
} pregel_head;

/* One piece of work that the host asked for. Never 0; never used for another one after it has ended. */
typedef uint64_t pregel_call;

/* A reference-counted owner of one value tree, in the host's memory; usable from any thread. */
typedef struct pregel_doc pregel_doc;

/* Why something failed. Copied by the host before the function that takes it returns. */
typedef struct pregel_failure_v1 {
  uint32_t size;          /* sizeof(pregel_failure_v1) */
  int8_t transient;       /* 1: worth another attempt; 0: not; -1: the retry policy decides by kind */
  uint8_t reserved[3];    /* 0 */
  uint32_t retry_after_ms; /* the least wait before another attempt, an hour at most; 0: the policy's */
  uint32_t n_bases;       /* how many `bases` there are */
  pregel_str kind;        /* "ConnectionError"; retry policies match on it. Empty: "Error" */
  pregel_str message;     /* for people; must not be empty */
  const pregel_value *PREGEL_NULLABLE detail; /* more, as data; may be NULL */
  /* Kinds that `kind` is one of: a policy that names one of them matches, too. Python's own are known ("KeyError" is a
   * "LookupError"); any other kind without bases is an "Exception". May be NULL. Read only where `size` covers it. */
  const pregel_str *PREGEL_NULLABLE bases;
} pregel_failure_v1;

enum { /* levels of `log` */
  PREGEL_LOG_TRACE = 0,
  PREGEL_LOG_DEBUG = 1,
  PREGEL_LOG_INFO = 2,
  PREGEL_LOG_WARNING = 3,
  PREGEL_LOG_ERROR = 4
};

/* ---- the host --------------------------------------------------------------------------------------------------- */

/* Who a task is; filled by `task_ids`. The strings live until the call ends. */
typedef struct pregel_task_ids_v1 {
  uint32_t size; /* sizeof(pregel_task_ids_v1), set by the caller */
  uint32_t reserved;
  pregel_str run_id, thread_id, task_id; /* thread_id is empty without a thread */
  pregel_str checkpoint_ns;              /* path of enclosing tasks, "outer:ID|inner:ID" */
  pregel_str graph;                      /* name of the graph that the task belongs to */
  pregel_str traceparent;                /* W3C trace context, or empty */
} pregel_task_ids_v1;

/* What the host offers: one table for each plugin, valid until the process ends. */
typedef struct pregel_host_v1 pregel_host_v1;
struct pregel_host_v1 {
  pregel_head head;
  void *impl;               /* the host's own */
  pregel_str name, version; /* "pregel-host", "0.1.0" */

  /* A table of further functions by id ("pregel.store/1"), or NULL where this host or grant has none. It lives as
   * long as the process. [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  const void *PREGEL_NULLABLE (*PREGEL_NONNULL get_extension)(const pregel_host_v1 *host, pregel_str id);

  /* Writes a line to the host's log, with the plugin's and, where `call` is not 0, the node's name. `fields`: an object
   * of structured fields, or NULL. [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  void (*log)(const pregel_host_v1 *host, pregel_call call_or_0, int32_t level, pregel_str message,
              const pregel_value *PREGEL_NULLABLE fields);

  /* Whether a line of this level goes anywhere. [thread: any] [blocks: no] [borrows: none] [since: 1.0] */
  bool (*log_enabled)(const pregel_host_v1 *host, int32_t level);

  /* -- documents: values that outlive the call they came with -- */

  /* Copies `value` into a document of its own, with one reference; NULL where it is malformed (a NaN, broken UTF-8)
   * or a copy takes more than 1 GiB; the log says why.
   * [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_doc *PREGEL_NULLABLE (*PREGEL_NONNULL doc_copy)(const pregel_host_v1 *host, const pregel_value *value);

  /* A BYTES document of `n` bytes, zeros, with one reference; the plugin fills `*fill` once, before it hands the document
   * on. NULL, as `*fill` is, beyond 1 GiB or where there is no memory; the log says why.
   * [thread: any] [blocks: no] [borrows: none] [since: 1.0] */
  pregel_doc *PREGEL_NULLABLE (*PREGEL_NONNULL doc_bytes)(const pregel_host_v1 *host, size_t n,
                                           uint8_t *PREGEL_NULLABLE *PREGEL_NONNULL fill);

  /* The tree of a document; valid as long as a reference is held. [thread: any] [blocks: no] [borrows: none] [since: 1.0] */
  const pregel_value *PREGEL_NONNULL (*PREGEL_NONNULL doc_root)(const pregel_host_v1 *host, const pregel_doc *doc);

  /* Takes one more reference. [thread: any] [blocks: no] [borrows: none] [since: 1.0] */
  void (*doc_retain)(const pregel_host_v1 *host, pregel_doc *doc);

  /* Gives one reference back. [thread: any] [blocks: no] [borrows: none] [since: 1.0] */
  void (*doc_release)(const pregel_host_v1 *host, pregel_doc *doc);

  /* A document that keeps the call's input alive, with one reference: for work that goes on after the call.
   * [thread: any] [blocks: no] [borrows: none] [since: 1.0] */
  pregel_doc *PREGEL_NULLABLE (*PREGEL_NONNULL input_doc)(const pregel_host_v1 *host, pregel_call call);

  /* -- verbs of every call -- */

  /* States why the call fails, and answers PREGEL_FAILED: `return host->fail(host, call, &why);`
   * [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_status (*fail)(const pregel_host_v1 *host, pregel_call call, const pregel_failure_v1 *why);

  /* Ends a call that answered PREGEL_PENDING, with OK, FAILED or INTERRUPTED. Only queues: nothing runs on the caller's
   * stack. A second or late one is absorbed and answered PREGEL_STALE. [thread: any] [blocks: no] [borrows: until-return]
   * [since: 1.0] */
  pregel_status (*complete)(const pregel_host_v1 *host, pregel_call call, pregel_status status,
                            const pregel_failure_v1 *PREGEL_NULLABLE why);

  /* Whether the host no longer wants the result. [thread: any] [blocks: no] [borrows: none] [since: 1.0] */
  bool (*cancelled)(const pregel_host_v1 *host, pregel_call call);

  /* Says that work goes on: restarts the idle timeout. [thread: any] [blocks: no] [borrows: none] [since: 1.0] */
  void (*heartbeat)(const pregel_host_v1 *host, pregel_call call);

  /* Gives a result of a reducer (one: the combined value), of a router (one: a target, a list of targets, or a value that
   * the edge's table maps), of a cache (one) or of a store (an item each). Copied.
   * [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_status (*give)(const pregel_host_v1 *host, pregel_call call, const pregel_value *value);

  /* -- verbs of a node's call (send also of a router's): they take effect only if the call ends with PREGEL_OK.
   *    A wrong name (no such channel or node) answers PREGEL_INVALID and fails the task, whatever it does next -- */

  /* The value of a channel as it was when the superstep began, also of one outside the node's `input`; PREGEL_ABSENT where
   * it has none. Lives until the call ends. [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_status (*read)(const pregel_host_v1 *host, pregel_call call, pregel_str channel,
                        const pregel_value *PREGEL_NULLABLE *PREGEL_NONNULL out);

  /* Writes a channel; writing it again replaces this task's earlier write. Copied.
   * [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_status (*write)(const pregel_host_v1 *host, pregel_call call, pregel_str channel, const pregel_value *value);

  /* Writes a channel with a document's tree, shared and not copied; the host takes a reference of its own.
   * [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_status (*write_doc)(const pregel_host_v1 *host, pregel_call call, pregel_str channel, pregel_doc *doc);

  /* Replaces a reduced channel's value instead of reducing into it (LangGraph `Overwrite`). Copied.
   * [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_status (*overwrite)(const pregel_host_v1 *host, pregel_call call, pregel_str channel, const pregel_value *value);

  /* Goes to a node, besides the node's own edges; "END" does nothing. [thread: any] [blocks: no]
   * [borrows: until-return] [since: 1.0] */
  pregel_status (*go_to)(const pregel_host_v1 *host, pregel_call call, pregel_str node);

  /* Sends a packet: `node` runs in the next superstep with `argument` as its input. Copied.
   * [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_status (*send)(const pregel_host_v1 *host, pregel_call call, pregel_str node, const pregel_value *argument);

  /* From here on the call commands the parent graph: what it wrote, sent and went to is dropped, and later verbs mean the
   * parent's channels and nodes. PREGEL_INVALID without a parent. [thread: any] [blocks: no] [borrows: none] [since: 1.0] */
  pregel_status (*command_parent)(const pregel_host_v1 *host, pregel_call call);

  /* Asks the outside for an answer. PREGEL_OK and `*answer` where this question (the n-th of the task) was answered; it
   * lives until the call ends. Else PREGEL_INTERRUPTED, which the node hands on at once; it runs again from its start when
   * the answer is there. `schema`: a JSON Schema for the answer, or NULL.
   * [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_status (*interrupt)(const pregel_host_v1 *host, pregel_call call, const pregel_value *question,
                             const pregel_value *PREGEL_NULLABLE schema,
                             const pregel_value *PREGEL_NULLABLE *PREGEL_NONNULL answer);

  /* Puts a chunk on the stream `mode`: "custom" or "messages". Seen at once, whatever becomes of the task. Copied.
   * [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_status (*emit)(const pregel_host_v1 *host, pregel_call call, pregel_str mode, const pregel_value *chunk);

  /* Who the task is. Made on demand. [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_status (*task_ids)(const pregel_host_v1 *host, pregel_call call, pregel_task_ids_v1 *out);

  /* For the task of a packet: the channels that the node sees, as an edge would have delivered them when the superstep
   * began. PREGEL_ABSENT for every other task. Lives until the call ends.
   * [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_status (*read_state)(const pregel_host_v1 *host, pregel_call call,
                              const pregel_value *PREGEL_NULLABLE *PREGEL_NONNULL out);

  void *PREGEL_NULLABLE reserved[7]; /* NULL */
};

/* ---- components: what a plugin offers --------------------------------------------------------------------------- */

/* The part that all components share. Strings live as long as the process. */
typedef struct pregel_component_v1 pregel_component_v1;
struct pregel_component_v1 {
  uint32_t size;  /* sizeof the component's own struct */
  uint32_t flags; /* a node's PREGEL_NODE_*; else 0 */
  pregel_str name, description;
  pregel_str config_schema; /* JSON Schema of the configuration, or empty: the plugin's manifest has it */

  /* Makes an instance in `*instance`. `component` is this very struct, where the plugin's table lists it (not a copy): it
   * lives as long as the process, and is also the address of the node's, router's, ... table that it begins, so one
   * function may serve many components. `config` is complete and fits the schema; it is an empty object where the manifest
   * gives none. Fails through `call`. [thread: control] [blocks: yes] [borrows: until-return] [since: 1.0] */
  pregel_status (*create)(const pregel_component_v1 *component, const pregel_host_v1 *host, pregel_call call,
                          const pregel_value *config, void *PREGEL_NULLABLE *PREGEL_NONNULL instance);

  /* Ends an instance; no call of it is outstanding. [thread: control] [blocks: yes] [borrows: none] [since: 1.0] */
  void (*destroy)(void *PREGEL_NULLABLE instance);
};

/* -- nodes -- */

enum {
  PREGEL_NODE_SERIAL = 1 << 0,     /* never two calls of one instance at once */
  PREGEL_NODE_BLOCKING = 1 << 1,   /* `invoke` may wait: it gets a thread that may */
  PREGEL_NODE_ASYNC = 1 << 2,      /* may answer PREGEL_PENDING */
  PREGEL_NODE_PURE = 1 << 3,       /* the same input gives the same result, and nothing else happens */
  PREGEL_NODE_STREAMS = 1 << 4,    /* may `emit` */
  PREGEL_NODE_INTERRUPTS = 1 << 5, /* may `interrupt` */
  PREGEL_NODE_ROUTES = 1 << 6,     /* may `go_to`, `send` or `command_parent` */
  PREGEL_NODE_ACYCLIC = 1 << 7,    /* must not stand in a cycle */
  PREGEL_NODE_ONCE = 1 << 8,       /* must not be run again: no retry, no resume; never with INTERRUPTS */
  PREGEL_NODE_LOCAL = 1 << 9       /* must not be moved to another machine */
};

/* One attempt of one task. Lives until the call ends. */
typedef struct pregel_task_v1 {
  uint32_t size;
  uint32_t attempt; /* from 1 */
  pregel_call call;
  uint64_t step;       /* the superstep's number */
  int64_t deadline_ns; /* CLOCK_MONOTONIC; 0: none */
  pregel_str node;     /* the node's name in its graph */
  const pregel_value *input;                 /* an object of channels; a packet's argument may be any value */
  const pregel_value *PREGEL_NULLABLE error; /* for an on_error handler: {kind, message, node}; else NULL */
} pregel_task_v1;

typedef struct pregel_node_v1 {
  pregel_component_v1 component;

  /* Runs one attempt: OK, FAILED (after `fail`), INTERRUPTED, or PENDING where the component is ASYNC.
   * [thread: worker] [blocks: flagged] [borrows: until-complete] [since: 1.0] */
  pregel_status (*invoke)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host, const pregel_task_v1 *task);

  /* The host no longer wants a pending call, which must still be completed. May come twice, or too late, and on any thread:
   * nobody waits for its return but the end of the instance. Optional.
   * [thread: any] [blocks: no] [borrows: none] [since: 1.0] */
  void (*PREGEL_NULLABLE cancel)(void *PREGEL_NULLABLE instance, pregel_call call);

  void *PREGEL_NULLABLE reserved[4]; /* NULL */
} pregel_node_v1;

/* -- routers: where a conditional edge leads -- */

typedef struct pregel_router_v1 {
  pregel_component_v1 component;

  /* Gives one result (`give`), or packets (`send`), or both. `task->input` has all channels, with the writes of the node
   * that the edge leaves. [thread: worker] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_status (*route)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host, const pregel_task_v1 *task);

  void *PREGEL_NULLABLE reserved[4]; /* NULL */
} pregel_router_v1;

/* -- reducers: how a channel combines writes -- */

typedef struct pregel_reducer_v1 {
  pregel_component_v1 component;

  /* Gives (`give`) what `current` and `update` combine to. Pure. A channel that has no value takes its first write as it
   * is. [thread: worker] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_status (*reduce)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host, pregel_call call,
                          const pregel_value *current, const pregel_value *update);

  void *PREGEL_NULLABLE reserved[4]; /* NULL */
} pregel_reducer_v1;

/* -- event processors: who watches runs. They never slow or break one -- */

enum { /* kinds of events; `interests` has bit 1 << kind */
  PREGEL_EVENT_RUN_START = 0,
  PREGEL_EVENT_RUN_END = 1,
  PREGEL_EVENT_SUPERSTEP_START = 2,
  PREGEL_EVENT_SUPERSTEP_END = 3,
  PREGEL_EVENT_NODE_START = 4,
  PREGEL_EVENT_NODE_END = 5,
  PREGEL_EVENT_NODE_ERROR = 6,
  PREGEL_EVENT_ATTEMPT_START = 7,
  PREGEL_EVENT_ATTEMPT_END = 8,
  PREGEL_EVENT_ROUTE_DECISION = 9,
  PREGEL_EVENT_INTERRUPT = 10,
  PREGEL_EVENT_CACHE_HIT = 11,
  PREGEL_EVENT_STOP_REQUESTED = 12,
  PREGEL_EVENT_STREAM_CHUNK = 13,
  PREGEL_EVENT_CHECKPOINT_SAVED = 14,
  PREGEL_EVENT_PLUGIN_STATE = 15,
  PREGEL_EVENT_LOG = 16
};

/* One event. Fields that its kind has no use for are 0, empty or NULL. */
typedef struct pregel_event_v1 {
  uint32_t size;
  uint16_t kind;    /* PREGEL_EVENT_* */
  int16_t status;   /* of something that ended: a pregel_status */
  uint64_t seq;     /* from 1, without gaps, in the order of the run */
  int64_t time_ns;  /* since 1970, UTC */
  int64_t duration_ns;
  uint64_t step;
  uint32_t attempt;
  int32_t level; /* of a log line */
  pregel_str run_id, parent_run_id, thread_id, task_id, graph, node, checkpoint_ns, traceparent;
  const pregel_value *PREGEL_NULLABLE data;         /* an object; payloads only where asked for, bounded and masked */
  const pregel_failure_v1 *PREGEL_NULLABLE failure; /* of an error */
} pregel_event_v1;

typedef struct pregel_processor_v1 {
  pregel_component_v1 component;
  uint64_t interests;      /* bits 1 << kind; what is not wanted is not built */
  uint32_t queue_capacity; /* events that may wait; 0: the host's choice. Beyond it they are dropped and counted */
  uint32_t reserved0;      /* 0 */

  /* Takes a batch, in order. `dropped`: how many were lost since the last one.
   * [thread: one-at-a-time] [blocks: yes] [borrows: until-return] [since: 1.0] */
  void (*on_events)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host,
                    const pregel_event_v1 *PREGEL_NONNULL const *PREGEL_NONNULL events, size_t count, uint64_t dropped);

  /* Gets everything out within `timeout_ns`: the last call before `destroy`. Fails through `call`.
   * [thread: one-at-a-time] [blocks: yes] [borrows: none] [since: 1.0] */
  pregel_status (*flush)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host, pregel_call call,
                         int64_t timeout_ns);

  void *PREGEL_NULLABLE reserved[4]; /* NULL */
} pregel_processor_v1;

/* -- checkpointers: where threads are kept. The payload is the host's own versioned bytes; a checkpointer stores -- */

/* Addresses a checkpoint, or many: an empty string is "any", but for `ns`, which is exact. */
typedef struct pregel_checkpoint_key_v1 {
  uint32_t size;
  uint32_t limit;                        /* of a list: the most to give; 0: all */
  pregel_str thread_id, ns, checkpoint_id; /* ids order by time as bytes; "" in `get`: the newest */
  pregel_str before;                     /* of a list: only ids below this one */
} pregel_checkpoint_key_v1;

/* A value of a channel, kept once by content: checkpoints refer to it by `hash`. */
typedef struct pregel_blob_v1 {
  pregel_str hash; /* of `bytes`, made by the host; equal hashes are equal bytes */
  pregel_str bytes;
} pregel_blob_v1;

typedef struct pregel_checkpoint_v1 {
  uint32_t size;
  uint32_t n_blobs;
  pregel_str thread_id, ns, checkpoint_id, parent_id;
  int64_t time_ns; /* since 1970, UTC */
  const pregel_value *metadata;          /* an object of scalars that a list may filter by */
  pregel_str payload;                    /* the checkpoint itself, without the blobs */
  const pregel_blob_v1 *PREGEL_NULLABLE blobs; /* `put`: those that may be new. `get`: all that it refers to */
} pregel_checkpoint_v1;

/* What a task wrote before its step's checkpoint (LangGraph pending writes). */
typedef struct pregel_writes_v1 {
  uint32_t size;
  uint32_t n_blobs;
  pregel_str thread_id, ns, checkpoint_id, task_id, task_path;
  pregel_str payload;
  const pregel_blob_v1 *PREGEL_NULLABLE blobs;
} pregel_writes_v1;

typedef struct pregel_checkpointer_v1 {
  pregel_component_v1 component;

  /* All of these may answer PENDING, and are safe to call at once from several threads. */

  /* Gives (extension "pregel.storage/1") the checkpoint and its writes; ABSENT where there is none.
   * [thread: worker] [blocks: yes] [borrows: until-complete] [since: 1.0] */
  pregel_status (*get)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host, pregel_call call,
                       const pregel_checkpoint_key_v1 *key);

  /* Gives checkpoints, newest first, those whose metadata equals `filter`'s members.
   * [thread: worker] [blocks: yes] [borrows: until-complete] [since: 1.0] */
  pregel_status (*list)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host, pregel_call call,
                        const pregel_checkpoint_key_v1 *key, const pregel_value *PREGEL_NULLABLE filter);

  /* Keeps a checkpoint; OK means that it survives the process (as the component's documentation says).
   * [thread: worker] [blocks: yes] [borrows: until-complete] [since: 1.0] */
  pregel_status (*put)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host, pregel_call call,
                       const pregel_checkpoint_v1 *checkpoint);

  /* Keeps a task's writes; those of the same task replace each other.
   * [thread: worker] [blocks: yes] [borrows: until-complete] [since: 1.0] */
  pregel_status (*put_writes)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host, pregel_call call,
                              const pregel_writes_v1 *writes);

  /* Forgets a thread, all namespaces. [thread: worker] [blocks: yes] [borrows: until-complete] [since: 1.0] */
  pregel_status (*delete_thread)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host, pregel_call call,
                                 pregel_str thread_id);

  /* Copies a thread under a new id. [thread: worker] [blocks: yes] [borrows: until-complete] [since: 1.0] */
  pregel_status (*copy_thread)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host, pregel_call call,
                               pregel_str thread_id, pregel_str new_thread_id);

  /* Keeps the newest `keep` checkpoints of each namespace and those not older than `max_age_ns` (0: no such bound), and
   * forgets blobs that nothing refers to. Empty thread: all. [thread: worker] [blocks: yes] [borrows: until-complete]
   * [since: 1.0] */
  pregel_status (*prune)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host, pregel_call call,
                         pregel_str thread_id, uint32_t keep, int64_t max_age_ns);

  void *PREGEL_NULLABLE reserved[4]; /* NULL */
} pregel_checkpointer_v1;

/* The extension "pregel.storage/1": how a checkpointer gives what it was asked for. */
typedef struct pregel_storage_v1 {
  pregel_head head;

  /* Gives a checkpoint. Copied. [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_status (*give_checkpoint)(const pregel_host_v1 *host, pregel_call call, const pregel_checkpoint_v1 *checkpoint);

  /* Gives one task's writes of the checkpoint given last, ordered by (task_path, task_id). Copied.
   * [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_status (*give_writes)(const pregel_host_v1 *host, pregel_call call, const pregel_writes_v1 *writes);
} pregel_storage_v1;

/* -- caches: results of nodes by key -- */

typedef struct pregel_cache_v1 {
  pregel_component_v1 component;

  /* Gives the entry as a BYTES value; ABSENT where there is none or it has expired. `ns`: parts of the namespace.
   * [thread: worker] [blocks: yes] [borrows: until-complete] [since: 1.0] */
  pregel_status (*get)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host, pregel_call call,
                       const pregel_str *ns, size_t n_ns, pregel_str key);

  /* Keeps `bytes` for `ttl_ms` (0: for ever). [thread: worker] [blocks: yes] [borrows: until-complete] [since: 1.0] */
  pregel_status (*put)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host, pregel_call call,
                       const pregel_str *ns, size_t n_ns, pregel_str key, pregel_str bytes, int64_t ttl_ms);

  /* Forgets a namespace; without parts, everything.
   * [thread: worker] [blocks: yes] [borrows: until-complete] [since: 1.0] */
  pregel_status (*clear)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host, pregel_call call,
                         const pregel_str *PREGEL_NULLABLE ns, size_t n_ns);

  void *PREGEL_NULLABLE reserved[4]; /* NULL */
} pregel_cache_v1;

/* -- stores: items that outlive threads -- */

/* What a search asks for. */
typedef struct pregel_store_query_v1 {
  uint32_t size;
  uint32_t limit, offset; /* limit 0: 10 */
  uint32_t reserved;
  const pregel_str *PREGEL_NULLABLE ns; /* namespace, or its first parts in a search */
  size_t n_ns;
  pregel_str text;                              /* for a search by meaning, or empty */
  const pregel_value *PREGEL_NULLABLE filter;   /* an object; $eq $ne $gt $gte $lt $lte as values */
} pregel_store_query_v1;

typedef struct pregel_store_component_v1 {
  pregel_component_v1 component;

  /* Gives {namespace, key, value, created_at, updated_at} (times in ns since 1970); ABSENT where there is none.
   * [thread: worker] [blocks: yes] [borrows: until-complete] [since: 1.0] */
  pregel_status (*get)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host, pregel_call call,
                       const pregel_str *ns, size_t n_ns, pregel_str key);

  /* Keeps an object; NULL deletes it. [thread: worker] [blocks: yes] [borrows: until-complete] [since: 1.0] */
  pregel_status (*put)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host, pregel_call call,
                       const pregel_str *ns, size_t n_ns, pregel_str key, const pregel_value *PREGEL_NULLABLE value,
                       int64_t ttl_ms);

  /* Gives items as `get` does. [thread: worker] [blocks: yes] [borrows: until-complete] [since: 1.0] */
  pregel_status (*search)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host, pregel_call call,
                          const pregel_store_query_v1 *query);

  /* Gives namespaces, each an array of strings, sorted. [thread: worker] [blocks: yes] [borrows: until-complete]
   * [since: 1.0] */
  pregel_status (*list_namespaces)(void *PREGEL_NULLABLE instance, const pregel_host_v1 *host, pregel_call call,
                                   const pregel_store_query_v1 *query, uint32_t max_depth);

  void *PREGEL_NULLABLE reserved[4]; /* NULL */
} pregel_store_component_v1;

/* The extension "pregel.store/1": the run's store, for nodes. A reply comes exactly once, also when the task is cancelled.
 * [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
typedef void (*pregel_store_reply_v1)(void *PREGEL_NULLABLE context, pregel_status status,
                                      const pregel_value *PREGEL_NULLABLE items,
                                      const pregel_failure_v1 *PREGEL_NULLABLE why);

typedef struct pregel_store_v1 {
  pregel_head head;

  /* Replies with an array of one item or none. [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_status (*get)(const pregel_host_v1 *host, pregel_call call, const pregel_str *ns, size_t n_ns, pregel_str key,
                       pregel_store_reply_v1 reply, void *PREGEL_NULLABLE context);

  /* Replies when it is kept. [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_status (*put)(const pregel_host_v1 *host, pregel_call call, const pregel_str *ns, size_t n_ns, pregel_str key,
                       const pregel_value *PREGEL_NULLABLE value, int64_t ttl_ms, pregel_store_reply_v1 reply,
                       void *PREGEL_NULLABLE context);

  /* Replies with an array of items. [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  pregel_status (*search)(const pregel_host_v1 *host, pregel_call call, const pregel_store_query_v1 *query,
                          pregel_store_reply_v1 reply, void *PREGEL_NULLABLE context);
} pregel_store_v1;

/* ---- the plugin ------------------------------------------------------------------------------------------------- */

typedef struct pregel_plugin_v1 {
  pregel_head head;
  uint16_t min_host_minor; /* the least that the plugin needs, not what it was built with */
  uint16_t reserved0[3];   /* 0 */
  pregel_str id, version;  /* must agree with the section "pregel.manifest" */

  const pregel_node_v1 *PREGEL_NULLABLE const *PREGEL_NULLABLE nodes;
  const pregel_router_v1 *PREGEL_NULLABLE const *PREGEL_NULLABLE routers;
  const pregel_reducer_v1 *PREGEL_NULLABLE const *PREGEL_NULLABLE reducers;
  const pregel_processor_v1 *PREGEL_NULLABLE const *PREGEL_NULLABLE processors;
  const pregel_checkpointer_v1 *PREGEL_NULLABLE const *PREGEL_NULLABLE checkpointers;
  const pregel_cache_v1 *PREGEL_NULLABLE const *PREGEL_NULLABLE caches;
  const pregel_store_component_v1 *PREGEL_NULLABLE const *PREGEL_NULLABLE stores;
  uint32_t n_nodes, n_routers, n_reducers, n_processors, n_checkpointers, n_caches, n_stores;
  uint32_t reserved1; /* 0 */

  /* Takes the `config` of the plugin's entry in the manifest, once, before any `create`. Optional: without it a
   * configuration is refused. [thread: load] [blocks: yes] [borrows: until-return] [since: 1.0] */
  pregel_status (*PREGEL_NULLABLE configure)(const pregel_host_v1 *host, pregel_call call, const pregel_value *config);

  /* A further table that the plugin offers, by id; NULL where it has none. Optional.
   * [thread: any] [blocks: no] [borrows: until-return] [since: 1.0] */
  const void *PREGEL_NULLABLE (*PREGEL_NULLABLE get_extension)(pregel_str id);

  /* Joins the plugin's own threads: all instances are destroyed, the process is about to end. Optional.
   * [thread: control] [blocks: yes] [borrows: none] [since: 1.0] */
  void (*PREGEL_NULLABLE shutdown)(void);

  void *PREGEL_NULLABLE reserved[4]; /* NULL */
} pregel_plugin_v1;

/* The one symbol that a plugin exports; called once in a process. Returns the plugin's table, which lives as long as the
 * process, or NULL after `host->fail(host, call, ...)`. Only allocates and fills tables: no thread, file or connection.
 * `host` is valid for good. [thread: load] [blocks: no] [borrows: none] [since: 1.0] */
PREGEL_EXPORT const pregel_plugin_v1 *PREGEL_NULLABLE pregel_plugin_entry_v1(const pregel_host_v1 *host, pregel_call call);

/* The type of `pregel_plugin_entry_v1`. [thread: load] [blocks: no] [borrows: none] [since: 1.0] */
typedef const pregel_plugin_v1 *PREGEL_NULLABLE (*pregel_plugin_entry_fn_v1)(const pregel_host_v1 *host,
                                                                             pregel_call call);

PREGEL_ASSUME_NONNULL_END
#ifdef __cplusplus
}
#endif
#endif
