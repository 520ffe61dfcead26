/* heap_counter.h - counts what a program asks of malloc, while it is told to. */
#ifndef HEAP_COUNTER_H
#define HEAP_COUNTER_H

#include <stdbool.h>
#include <stdint.h>

/* Whether this build can count: not where a sanitizer has put functions of its own in malloc's place. */
bool heap_counter_works(void);

/* Begins to count, from 0; on all threads, and in every library. */
void heap_counter_start(void);

/* Stops counting, and says how many blocks were asked for. */
int64_t heap_counter_stop(void);

#endif
