/* host_watch.h - which calls into plugins the process's OS threads are in, seen from another thread. */
#ifndef HOST_WATCH_H
#define HOST_WATCH_H

#include <stddef.h>
#include <stdint.h>

#include "host_current.h"

/* A call that an OS thread is in. */
typedef struct host_sighting {
  uint64_t call;  /* its number, which no other call of the process has */
  uint32_t doing; /* what the plugin was asked for: HOST_DOING_... */
} host_sighting;

/* Has the calling OS thread seen from now on, until it ends. */
void host_watch_thread(void);

/* Notes the calls that threads are in, `most` of them at most, and answers how many. It stops no thread, so what it sees
 * may be over already. */
size_t host_watch(host_sighting *sightings, size_t most);

/* Copies the id of the plugin that the OS thread of `current` is in, cut to the room that there is; answers its size, 0 where
 * it is in none. Asks no lock. */
size_t host_watch_plugin(const host_current *current, char *plugin, size_t room);

/* Copies who a call is of, if a thread still is in it; answers whether. Texts are cut to the room that there is. */
int host_watch_names(uint64_t call, char *plugin, size_t *plugin_size, char *node, size_t *node_size);

#endif
