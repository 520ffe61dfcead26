/* fuzz_guard.c - stands in malloc's place, as CHeapCounter does, and counts the bytes that are held.
 *
 * An input that crashes, takes too long or takes too much ends the process at once, with its number: no destructor runs, and
 * nothing is allocated, for the heap may be broken or locked.
 */
#define _GNU_SOURCE
#include "fuzz_guard.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

static atomic_bool is_armed;
static atomic_int_fast64_t held, most_held, limit;
static _Atomic uint64_t current;

_Noreturn void fuzz_guard_fail(const char *reason) {
  char line[200];
  atomic_store(&is_armed, false);
  int length = snprintf(line, sizeof line, "fault %llu %s\n", (unsigned long long)atomic_load(&current), reason);
  if (length > (int)sizeof line - 1) length = (int)sizeof line - 1;
  ssize_t written = write(STDERR_FILENO, line, (size_t)length);
  (void)written;
  _exit(FUZZ_GUARD_STATUS);
}

static void on_signal(int number) {
  switch (number) {
  case SIGPROF: fuzz_guard_fail("it takes too long");
  case SIGSEGV: fuzz_guard_fail("it crashes: a wild access, or no stack is left (SIGSEGV)");
  case SIGBUS: fuzz_guard_fail("it crashes (SIGBUS)");
  case SIGFPE: fuzz_guard_fail("it crashes (SIGFPE)");
  case SIGABRT: fuzz_guard_fail("it aborts (SIGABRT)");
  default: fuzz_guard_fail("it traps (SIGILL, SIGTRAP)");
  }
}

void fuzz_guard_install(void) {
  static char stack[1 << 16];
  stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&other, NULL);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_signal;
  action.sa_flags = SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  const int numbers[] = {SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGILL, SIGTRAP, SIGPROF};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) sigaction(numbers[i], &action, NULL);
}

static void set_timer(int seconds) {
  struct itimerval timer = {{0, 0}, {seconds, 0}};
  setitimer(ITIMER_PROF, &timer, NULL);
}

void fuzz_guard_begin(uint64_t seed, size_t most_memory, int seconds) {
  atomic_store(&current, seed);
  atomic_store(&held, 0);
  atomic_store(&most_held, 0);
  atomic_store(&limit, (int_fast64_t)most_memory);
  set_timer(seconds);
  atomic_store(&is_armed, true);
}

size_t fuzz_guard_end(void) {
  atomic_store(&is_armed, false);
  set_timer(0);
  return (size_t)atomic_load(&most_held);
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define FUZZ_GUARD_SANITIZED 1
#endif
#endif

#if defined(__GLIBC__) && !defined(FUZZ_GUARD_SANITIZED)

bool fuzz_guard_measures(void) { return true; }

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t items, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *block);

static inline bool measures(void) { return atomic_load_explicit(&is_armed, memory_order_relaxed); }

static void add(int_fast64_t bytes) {
  int_fast64_t now = atomic_fetch_add_explicit(&held, bytes, memory_order_relaxed) + bytes;
  if (now > atomic_load_explicit(&most_held, memory_order_relaxed))
    atomic_store_explicit(&most_held, now, memory_order_relaxed);
  if (now > atomic_load_explicit(&limit, memory_order_relaxed)) fuzz_guard_fail("it takes too much memory");
}

static inline void *took(void *block) {
  if (measures() && block != NULL) add((int_fast64_t)malloc_usable_size(block));
  return block;
}

__attribute__((visibility("default"))) void *malloc(size_t size) { return took(__libc_malloc(size)); }

__attribute__((visibility("default"))) void *calloc(size_t items, size_t size) {
  return took(__libc_calloc(items, size));
}

__attribute__((visibility("default"))) void *realloc(void *block, size_t size) {
  int_fast64_t before = measures() && block != NULL ? (int_fast64_t)malloc_usable_size(block) : 0;
  void *made = __libc_realloc(block, size);
  if (measures() && made != NULL) add((int_fast64_t)malloc_usable_size(made) - before);
  return made;
}

__attribute__((visibility("default"))) void *memalign(size_t alignment, size_t size) {
  return took(__libc_memalign(alignment, size));
}

__attribute__((visibility("default"))) void *aligned_alloc(size_t alignment, size_t size) {
  return took(__libc_memalign(alignment, size));
}

__attribute__((visibility("default"))) int posix_memalign(void **block, size_t alignment, size_t size) {
  if (alignment % sizeof(void *) != 0 || (alignment & (alignment - 1)) != 0 || alignment == 0) return EINVAL;
  void *made = took(__libc_memalign(alignment, size));
  if (made == NULL) return ENOMEM;
  *block = made;
  return 0;
}

__attribute__((visibility("default"))) void free(void *block) {
  if (measures() && block != NULL) {
    atomic_fetch_sub_explicit(&held, (int_fast64_t)malloc_usable_size(block), memory_order_relaxed);
  }
  __libc_free(block);
}

#else

bool fuzz_guard_measures(void) { return false; }

#endif
