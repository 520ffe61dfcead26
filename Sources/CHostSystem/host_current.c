#include "host_current.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "host_crash.h"
#include "host_watch.h"

_Thread_local host_current host_current_of_thread;
/* At the end of a block: the first call takes one. */
_Thread_local uint64_t host_calls_of_thread = (UINT64_C(1) << HOST_CALL_BLOCK) - 1;
_Thread_local void *host_spare_of_thread;

/* ---- the spare object of a thread that ends ---- */

static void (*release_spare)(void *spare);
static pthread_key_t spare_key;
static atomic_bool has_spare_key;

static void drop_spare(void *unused) {
  (void)unused;
  void *spare = host_take_spare();
  if (spare != NULL) release_spare(spare);
}

void host_release_spares_with(void (*release)(void *spare)) {
  release_spare = release;
  if (pthread_key_create(&spare_key, drop_spare) == 0) atomic_store(&has_spare_key, true);
}

uint64_t host_next_call_block(void) {
  static atomic_uint_fast64_t next_block;
  host_crash_thread();
  host_watch_thread();
  /* Any value but NULL: it only has the thread's end noticed. */
  if (atomic_load(&has_spare_key)) pthread_setspecific(spare_key, &spare_key);
  uint64_t block = atomic_fetch_add_explicit(&next_block, 1, memory_order_relaxed);
  host_calls_of_thread = HOST_OWN_CALL | block << HOST_CALL_BLOCK;
  return host_calls_of_thread;
}
