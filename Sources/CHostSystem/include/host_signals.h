/* host_signals.h - the requests to stop that come as signals: SIGINT from the keyboard, SIGTERM from whoever runs the host.
 *
 * A handler may do next to nothing, so it counts the signal and rings; a thread waits for that. It rings without a file
 * descriptor, which a plugin might close. */
#ifndef HOST_SIGNALS_H
#define HOST_SIGNALS_H

#include <stdint.h>

/* What a process of the host starts with, whatever its parent has left: children can be waited for, a broken pipe is an
 * error of write(2), and no signal is kept back. */
void host_signals_start(void);

/* Has both signals ring. */
void host_signals_listen(void);

/* Gives both signals back to the system, which ends the process by them. */
void host_signals_leave(void);

enum { HOST_SIGNALS_BROKEN = -1, HOST_SIGNALS_NONE = 0, HOST_SIGNALS_INTERRUPT = 1, HOST_SIGNALS_TERMINATE = 2 };

/* Waits for the next of both signals, for `nanoseconds` at most. By one thread. */
int host_signals_wait(int64_t nanoseconds);

#endif
