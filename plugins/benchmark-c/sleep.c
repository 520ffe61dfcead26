/* sleep.c - nodes that wait: one on a thread, one pending until a timer wakes it. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "bench.h"

BENCH_FUNCTION(bench_sleep) {
  const settings *s = instance;
  struct timespec left = {s->milliseconds / 1000, s->milliseconds % 1000 * 1000000};
  while (nanosleep(&left, &left) != 0 && errno == EINTR) {}
  return bench_append(host, task, PREGEL_S("results"), pregel_int(s->index));
}

/* ---- timers: a heap of what is pending, and one thread that sleeps until the first of it is due ------------------- */

typedef struct {
  int64_t due; /* ns of the monotonic clock */
  const pregel_host_v1 *host;
  const pregel_task_v1 *task;
  int64_t index;
} timer;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed;
static pthread_t thread;
static bool runs, stops;
static timer *heap;
static size_t used, room;

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void swap(size_t a, size_t b) {
  timer t = heap[a];
  heap[a] = heap[b];
  heap[b] = t;
}

static bool push(timer t) {
  if (used == room) {
    size_t larger = room == 0 ? 64 : room * 2;
    timer *grown = realloc(heap, larger * sizeof *grown);
    if (grown == NULL) return false;
    heap = grown;
    room = larger;
  }
  heap[used] = t;
  for (size_t i = used++; i > 0 && heap[i].due < heap[(i - 1) / 2].due; i = (i - 1) / 2) swap(i, (i - 1) / 2);
  return true;
}

static timer pop(void) {
  timer first = heap[0];
  heap[0] = heap[--used];
  for (size_t i = 0;;) {
    size_t least = 2 * i + 1;
    if (least >= used) return first;
    if (least + 1 < used && heap[least + 1].due < heap[least].due) least++;
    if (heap[i].due <= heap[least].due) return first;
    swap(i, least);
    i = least;
  }
}

static void finish(timer t) {
  pregel_status status = bench_append(t.host, t.task, PREGEL_S("results"), pregel_int(t.index));
  t.host->complete(t.host, t.task->call, status == PREGEL_OK ? PREGEL_OK : PREGEL_FAILED, NULL);
}

static void *serve(void *unused) {
  (void)unused;
  pthread_mutex_lock(&lock);
  while (!stops) {
    if (used == 0) {
      pthread_cond_wait(&changed, &lock);
    } else if (heap[0].due <= now()) {
      timer due = pop();
      pthread_mutex_unlock(&lock);
      finish(due);
      pthread_mutex_lock(&lock);
    } else {
      struct timespec at = {heap[0].due / 1000000000, heap[0].due % 1000000000};
      pthread_cond_timedwait(&changed, &lock, &at);
    }
  }
  pthread_mutex_unlock(&lock);
  return NULL;
}

/* Starts the thread, with the lock held. */
static bool start(void) {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(&changed, &attributes);
  pthread_condattr_destroy(&attributes);
  return pthread_create(&thread, NULL, serve, NULL) == 0;
}

BENCH_FUNCTION(bench_async_sleep) {
  const settings *s = instance;
  timer t = {now() + s->milliseconds * 1000000, host, task, s->index};
  pthread_mutex_lock(&lock);
  if (!runs) runs = start();
  bool is_kept = runs && push(t);
  /* The thread sleeps until what was first; only what comes before that must wake it. */
  if (is_kept && heap[0].due == t.due) pthread_cond_signal(&changed);
  pthread_mutex_unlock(&lock);
  return is_kept ? PREGEL_PENDING : PREGEL_NO_MEMORY;
}

void bench_stop_timers(void) {
  pthread_mutex_lock(&lock);
  bool ran = runs;
  stops = true;
  if (ran) pthread_cond_signal(&changed);
  pthread_mutex_unlock(&lock);
  if (ran) pthread_join(thread, NULL);
}
