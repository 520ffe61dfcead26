#include "host_float.h"

#include <stdatomic.h>

static atomic_bool was_changed;

void host_float_restore(void) {
#if defined(__x86_64__)
  _mm_setcsr(0x1F80);
  __asm__ volatile("fninit");
#elif defined(__aarch64__)
  __asm__ volatile("msr fpcr, %0" : : "r"(0UL));
#endif
  atomic_store(&was_changed, true);
}

bool host_float_was_changed(void) { return atomic_exchange(&was_changed, false); }
