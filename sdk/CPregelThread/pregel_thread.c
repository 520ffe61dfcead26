/* pregel_thread.c - what each OS thread keeps, and its end. */
#include "pregel_thread.h"

#include <pthread.h>
#include <stdlib.h>

_Thread_local void *pregel_thread_places[PREGEL_THREAD_PLACES];
static _Thread_local void (*releases[PREGEL_THREAD_PLACES])(void *);

static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void end(void *unused) {
  (void)unused;
  for (int place = 0; place < PREGEL_THREAD_PLACES; place++) {
    void *object = pregel_thread_places[place];
    pregel_thread_places[place] = NULL;
    if (object != NULL) releases[place](object);
  }
}

static void make_key(void) {
  if (pthread_key_create(&key, end) != 0) abort();
}

void pregel_thread_keep(int place, void *object, void (*release)(void *)) {
  pthread_once(&once, make_key);
  if (pthread_setspecific(key, &key) != 0) abort();
  pregel_thread_places[place] = object;
  releases[place] = release;
}
