#define _GNU_SOURCE
#include "host_watch.h"

#include <pthread.h>
#include <stdbool.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#include "host_current.h"

/* What is known of one OS thread; in its own memory, and in the list as long as it lives. */
typedef struct watched {
  host_current *current;
  struct watched *next;
} watched;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static watched *threads;

static _Thread_local watched own;

static pthread_key_t end_key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool has_end_key;

static void leave(void *thread) {
  pthread_mutex_lock(&lock);
  for (watched **place = &threads; *place != NULL; place = &(*place)->next) {
    if (*place != thread) continue;
    *place = (*place)->next;
    break;
  }
  pthread_mutex_unlock(&lock);
}

static void make_key(void) { has_end_key = pthread_key_create(&end_key, leave) == 0; }

void host_watch_thread(void) {
  pthread_once(&once, make_key);
  /* A thread whose end would not be noticed is not watched. */
  if (own.current != NULL || !has_end_key || pthread_setspecific(end_key, &own) != 0) return;
  own.current = host_current_get();
  pthread_mutex_lock(&lock);
  own.next = threads;
  threads = &own;
  pthread_mutex_unlock(&lock);
}

/* Threads write what they are in as plain memory, for that is done millions of times in a second. Whoever reads it here
 * believes it only where it has stayed the same. Volatile, for ThreadSanitizer looks at atomic reads in every function. */
#define READ(type, place) (*(type const volatile *)&(place))

__attribute__((no_sanitize("thread"))) static host_sighting seen(const host_current *current) {
  host_sighting sighting = {READ(uint64_t, current->call), READ(uint32_t, current->doing)};
  return sighting;
}

size_t host_watch(host_sighting *sightings, size_t most) {
  size_t count = 0;
  pthread_mutex_lock(&lock);
  for (const watched *thread = threads; thread != NULL && count < most; thread = thread->next) {
    sightings[count] = seen(thread->current);
    if (sightings[count].call != 0) count++;
  }
  pthread_mutex_unlock(&lock);
  return count;
}

/* Copies a text that may be gone: the system reads it, which cannot crash. Empty where the system may not. */
static size_t copy(char *to, size_t room, const char *from, size_t size) {
  if (size > room) size = room;
  if (size == 0) return 0;
  struct iovec here = {to, size}, there = {(void *)from, size};
  ssize_t count = process_vm_readv(getpid(), &here, 1, &there, 1, 0);
  return count < 0 ? 0 : (size_t)count;
}

__attribute__((no_sanitize("thread"))) static bool copy_names(const host_current *current, uint64_t call, char *plugin,
                                                              size_t *plugin_size, char *node, size_t *node_size) {
  const char *id = READ(char *, current->plugin), *name = READ(char *, current->node);
  size_t id_size = READ(uint32_t, current->plugin_size), name_size = READ(size_t, current->node_size);
  if (READ(uint64_t, current->call) != call || id == NULL) return false;
  *plugin_size = copy(plugin, *plugin_size, id, id_size);
  *node_size = copy(node, *node_size, name, name_size);
  return READ(uint64_t, current->call) == call;
}

__attribute__((no_sanitize("thread"))) size_t host_watch_plugin(const host_current *current, char *plugin, size_t room) {
  return copy(plugin, room, READ(char *, current->plugin), READ(uint32_t, current->plugin_size));
}

int host_watch_names(uint64_t call, char *plugin, size_t *plugin_size, char *node, size_t *node_size) {
  bool is_there = false;
  pthread_mutex_lock(&lock);
  for (const watched *thread = threads; thread != NULL && !is_there; thread = thread->next) {
    if (seen(thread->current).call != call) continue;
    is_there = copy_names(thread->current, call, plugin, plugin_size, node, node_size);
    break;
  }
  pthread_mutex_unlock(&lock);
  return is_there;
}
