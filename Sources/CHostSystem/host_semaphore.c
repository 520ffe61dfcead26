#define _GNU_SOURCE
#include "host_semaphore.h"

#include <errno.h>
#include <time.h>

bool host_semaphore_wait(sem_t *semaphore, int64_t deadline) {
  struct timespec end = {deadline / 1000000000, deadline % 1000000000};
  while (sem_clockwait(semaphore, CLOCK_MONOTONIC, &end) != 0) {
    if (errno == ETIMEDOUT) return false;
  }
  return true;
}
