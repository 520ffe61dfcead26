/* host_current.h - which call into a plugin this OS thread is in, for verbs that come back and for a crash's report. */
#ifndef HOST_CURRENT_H
#define HOST_CURRENT_H

#include <stddef.h>
#include <stdint.h>

enum {
  HOST_DOING_NOTHING,
  HOST_DOING_NODE,
  HOST_DOING_ROUTER,
  HOST_DOING_REDUCER,
  HOST_DOING_LOAD, /* its constructors */
  HOST_DOING_ENTRY,
  HOST_DOING_CONFIGURE,
  HOST_DOING_CREATE,
  HOST_DOING_DESTROY,
  HOST_DOING_CANCEL,
  HOST_DOING_SHUTDOWN
};

/* The innermost call; all zero outside of plugins. Plain memory, so that a signal handler may read it. */
typedef struct host_current {
  uint64_t call;      /* the pregel_call */
  void *target;       /* the host's object for it, borrowed */
  const char *plugin; /* the plugin's id; lives as long as the process */
  uint32_t plugin_size;
  uint32_t doing;   /* what the plugin was asked for: one of the numbers above */
  const char *node; /* the node's name; lives as long as the call */
  size_t node_size;
} host_current;

extern _Thread_local host_current host_current_of_thread;

/* The number of this OS thread's last call. */
extern _Thread_local uint64_t host_calls_of_thread;

/* The bit of all numbers that `host_next_call` gives. */
#define HOST_OWN_CALL (UINT64_C(1) << 63)

/* How many numbers a thread takes at once, as bits. */
#define HOST_CALL_BLOCK 40

/* Takes the next block of numbers for this OS thread. */
uint64_t host_next_call_block(void);

/* A number that no call of the process has had. Threads count in blocks of their own, so that they share nothing. */
static inline uint64_t host_next_call(void) {
  uint64_t number = ++host_calls_of_thread;
  if ((number & ((UINT64_C(1) << HOST_CALL_BLOCK) - 1)) != 0) return number;
  return host_next_call_block();
}

/* What releases the spare object of a thread that ends; to be told once, before the first call. */
void host_release_spares_with(void (*release)(void *spare));

/* One object that this OS thread keeps for its next call; owned by whoever takes it. */
extern _Thread_local void *host_spare_of_thread;

static inline void *host_take_spare(void) {
  void *spare = host_spare_of_thread;
  host_spare_of_thread = NULL;
  return spare;
}

/* Keeps `spare` if there is none; answers whether it does. */
static inline int host_keep_spare(void *spare) {
  if (host_spare_of_thread != NULL) return 0;
  host_spare_of_thread = spare;
  return 1;
}

static inline host_current *host_current_get(void) { return &host_current_of_thread; }

#endif
