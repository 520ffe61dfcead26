/* pregel_thread.h - what each OS thread keeps from call to call, and how it ends with the thread.
 *
 * Swift has no variable of a thread, and a call of pthread_getspecific takes longer than what it is asked for here.
 */
#ifndef PREGEL_THREAD_H
#define PREGEL_THREAD_H

#include <stddef.h>

/* What is kept. */
enum {
  PREGEL_THREAD_CALLS, /* the object that calls use */
  PREGEL_THREAD_DRAFT, /* memory in which values are written */
  PREGEL_THREAD_PLACES
};

/* Hidden: a host and each of its plugins have their own. */
__attribute__((visibility("hidden"))) extern _Thread_local void *_Nullable pregel_thread_places[PREGEL_THREAD_PLACES];

/* What this thread keeps at a place; NULL where that is nothing. */
static inline void *_Nullable pregel_thread_get(int place) { return pregel_thread_places[place]; }

/* Keeps `object` at a place that is free; `release` is called with it when the thread ends. */
__attribute__((visibility("hidden"))) void pregel_thread_keep(int place, void *_Nonnull object,
                                                              void (*_Nonnull release)(void *_Nonnull object));

#endif
