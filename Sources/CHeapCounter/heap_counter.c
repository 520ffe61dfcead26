/* heap_counter.c - stands in malloc's place, for the whole process: glibc takes a program's own functions where it has
 * any, and keeps its own under other names. While nothing is counted, a call costs a load and a jump more.
 */
#include "heap_counter.h"

#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_bool counts;
static atomic_int_fast64_t count;

void heap_counter_start(void) {
  atomic_store(&count, 0);
  atomic_store(&counts, true);
}

int64_t heap_counter_stop(void) {
  atomic_store(&counts, false);
  return atomic_load(&count);
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HEAP_COUNTER_SANITIZED 1
#endif
#endif

#if defined(__GLIBC__) && !defined(HEAP_COUNTER_SANITIZED)

bool heap_counter_works(void) { return true; }

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t items, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *block);

static inline void note(void) {
  if (atomic_load_explicit(&counts, memory_order_relaxed)) atomic_fetch_add_explicit(&count, 1, memory_order_relaxed);
}

__attribute__((visibility("default"))) void *malloc(size_t size) {
  note();
  return __libc_malloc(size);
}

__attribute__((visibility("default"))) void *calloc(size_t items, size_t size) {
  note();
  return __libc_calloc(items, size);
}

__attribute__((visibility("default"))) void *realloc(void *block, size_t size) {
  note();
  return __libc_realloc(block, size);
}

__attribute__((visibility("default"))) void *memalign(size_t alignment, size_t size) {
  note();
  return __libc_memalign(alignment, size);
}

__attribute__((visibility("default"))) void *aligned_alloc(size_t alignment, size_t size) {
  note();
  return __libc_memalign(alignment, size);
}

__attribute__((visibility("default"))) int posix_memalign(void **block, size_t alignment, size_t size) {
  if (alignment % sizeof(void *) != 0 || (alignment & (alignment - 1)) != 0 || alignment == 0) return EINVAL;
  note();
  void *made = __libc_memalign(alignment, size);
  if (made == NULL) return ENOMEM;
  *block = made;
  return 0;
}

__attribute__((visibility("default"))) void free(void *block) { __libc_free(block); }

#else

bool heap_counter_works(void) { return false; }

#endif
