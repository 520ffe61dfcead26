/* host_crash.h - says which plugin a crash happened in, before the process ends as it would have. */
#ifndef HOST_CRASH_H
#define HOST_CRASH_H

#include <stdbool.h>
#include <stddef.h>

/* Installs handlers for SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP (traps of Swift on some machines), SIGABRT and
 * SIGSYS, once. */
void host_crash_install(void);

/* Remembers whose the library is that `address` lies in, for crashes on threads that the plugin started itself. `name`
 * must live as long as the process. One thread at a time. */
void host_crash_know(const void *address, const char *name, size_t name_size);

/* The name of the plugin that `address` lies in; NULL where it lies in none that is known. */
const char *host_crash_plugin_at(const void *address, size_t *name_size);

/* Notes that the process is about to end: what crashes then is what plugins have left to be done at the end. */
void host_crash_ends(void);

/* Whether a crash is being told of: how signals are handled is the system's from then on. */
bool host_crash_happens(void);

/* Gives the calling thread a stack for the handlers, so that an overflow of its own can be told. */
void host_crash_make_ready(void);

extern _Thread_local bool host_crash_is_ready_of_thread;

/* The same, once for each thread. */
static inline void host_crash_thread(void) {
  if (!host_crash_is_ready_of_thread) host_crash_make_ready();
}

#endif
