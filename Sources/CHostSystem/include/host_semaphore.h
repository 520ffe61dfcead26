/* host_semaphore.h - waits for a semaphore until a time of the monotonic clock, which Swift's imports do not have. */
#ifndef HOST_SEMAPHORE_H
#define HOST_SEMAPHORE_H

#include <semaphore.h>
#include <stdbool.h>
#include <stdint.h>

/* Takes one off `semaphore`, waiting for it until `deadline`, in nanoseconds of CLOCK_MONOTONIC; false where it had to wait
 * longer. */
bool host_semaphore_wait(sem_t *semaphore, int64_t deadline);

#endif
