/* host_float.h - how this OS thread computes with floating-point numbers: rounded to the nearest, without traps, with
 * subnormal numbers. Code of a plugin may leave it otherwise, and the numbers of everybody after it would be wrong. */
#ifndef HOST_FLOAT_H
#define HOST_FLOAT_H

#include <stdbool.h>

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

/* Makes it as it should be, and remembers that it was not. */
void host_float_restore(void);

/* Whether it was not since this was asked last, on any thread. */
bool host_float_was_changed(void);

/* The same where it is not as it should be: a few instructions. */
static inline void host_float_check(void) {
#if defined(__x86_64__)
  /* All but the flags of what has happened. */
  if (__builtin_expect((_mm_getcsr() & 0xFFC0) != 0x1F80, false)) host_float_restore();
#elif defined(__aarch64__)
  unsigned long control;
  __asm__ volatile("mrs %0, fpcr" : "=r"(control));
  if (__builtin_expect(control != 0, false)) host_float_restore();
#endif
}

#endif
