/* host_own.h - what of the process is the host's: how it handles signals, the working directory, the mask of new files'
 * permissions, the locale, and how it computes. Code of a plugin may change all of that for everybody. */
#ifndef HOST_OWN_H
#define HOST_OWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  HOST_OWN_FOLDER = 1,
  HOST_OWN_MASK = 2,  /* of new files' permissions */
  HOST_OWN_LOCALE = 4,
  HOST_OWN_FLOATS = 8,
  HOST_OWN_BLOCKED = 16 /* signals that the calling thread keeps back */
};

/* What was not as the host had left it. */
typedef struct host_own_change {
  uint32_t what;      /* of the above */
  uint64_t signals;   /* bit N for signal N, of those that the host handles */
  const char *plugin; /* whose handler was found, as far as that says it; lives as long as the process */
  size_t plugin_size;
} host_own_change;

/* Remembers how all of it is. To be called again whenever the host itself has changed it. */
void host_own_remember(void);

/* Makes all of it as it was, for the calling thread where it is a thread's own. From any thread. */
host_own_change host_own_restore(void);

/* The same of what can be looked at without touching it, and is not a thread's own: signals and the working directory. */
host_own_change host_own_restore_shared(void);

#endif
