/* host_parking.h - where an OS thread sleeps until another one wakes it: futex(2) without what a semaphore adds to it. A
 * sem_wait is a point of cancellation and five functions deep, which a thousand threads find in no cache. */
#ifndef HOST_PARKING_H
#define HOST_PARKING_H

/* A thread's place to sleep; in its own memory, as long as it lives. */
typedef struct host_parking host_parking;

/* This OS thread's. */
host_parking *host_parking_of_thread(void);

/* Sleeps until `host_unpark`, at once if that came before. By the thread whose place it is. */
void host_park(host_parking *place);

/* Wakes the thread, or keeps it from its next sleep. What was written before is seen by the thread once it is awake. Calls
 * that come before `host_park` has returned count as one. */
void host_unpark(host_parking *place);

#endif
