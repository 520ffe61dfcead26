#include "host_current.h"

#include <stdatomic.h>

#include "host_crash.h"

_Thread_local host_current host_current_of_thread;
/* At the end of a block: the first call takes one. */
_Thread_local uint64_t host_calls_of_thread = (UINT64_C(1) << HOST_CALL_BLOCK) - 1;
_Thread_local void *host_spare_of_thread;

uint64_t host_next_call_block(void) {
  static atomic_uint_fast64_t next_block;
  host_crash_thread();
  uint64_t block = atomic_fetch_add_explicit(&next_block, 1, memory_order_relaxed);
  host_calls_of_thread = HOST_OWN_CALL | block << HOST_CALL_BLOCK;
  return host_calls_of_thread;
}
