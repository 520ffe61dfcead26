/* fuzz_guard.h - watches one input of a fuzzer at a time: crashes, time, memory. */
#ifndef FUZZ_GUARD_H
#define FUZZ_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The status of a process that ends with an input's fault. */
#define FUZZ_GUARD_STATUS 99

/* Catches crashes and the end of an input's time from now on; once for a process. */
void fuzz_guard_install(void);

/* Begins an input: its number, the bytes of memory that it may hold at once, and the processor's seconds that it may take. */
void fuzz_guard_begin(uint64_t seed, size_t most_memory, int seconds);

/* Ends an input, and gives the most bytes that it held at once. */
size_t fuzz_guard_end(void);

/* Whether this build can measure memory: not where a sanitizer has put functions of its own in malloc's place. */
bool fuzz_guard_measures(void);

/* Ends the process with a line "fault SEED REASON" on standard error. */
_Noreturn void fuzz_guard_fail(const char *reason);

#endif
