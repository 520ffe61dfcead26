#include "host_parking.h"

#include <linux/futex.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { AWAKE, CALLED, ASLEEP };

struct host_parking {
  _Atomic uint32_t state;
};

static _Thread_local host_parking own;

host_parking *host_parking_of_thread(void) { return &own; }

void host_park(host_parking *place) {
  uint32_t state = AWAKE;
  if (atomic_compare_exchange_strong_explicit(&place->state, &state, ASLEEP, memory_order_acquire, memory_order_acquire)) {
    /* Signals and whoever had the thread's memory before may end the system's sleep early. */
    do {
      syscall(SYS_futex, &place->state, FUTEX_WAIT_PRIVATE, (uint32_t)ASLEEP, NULL, NULL, 0);
    } while (atomic_load_explicit(&place->state, memory_order_acquire) == ASLEEP);
  }
  atomic_store_explicit(&place->state, AWAKE, memory_order_relaxed);
}

void host_unpark(host_parking *place) {
  uint32_t before = atomic_exchange_explicit(&place->state, CALLED, memory_order_release);
  if (before == ASLEEP) syscall(SYS_futex, &place->state, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
}
