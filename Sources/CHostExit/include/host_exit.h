/* host_exit.h - the end of the process is the host's: a plugin that asks for it is named, and gets no success out of it. */
#ifndef HOST_EXIT_H
#define HOST_EXIT_H

/* From here on whoever ends this process but by the two functions below is told of on standard error, and the process ends
 * with the status 1. The program has its own exit, _exit, _Exit, quick_exit and pthread_exit, which come before those of
 * libc for everything that is loaded into it; whatever reaches libc's exit another way is noticed by the handler that runs
 * last. A process that was forked off may end as it likes. Only a system call that is made without libc goes unnoticed. */
void host_exit_guard(void);

/* What to do once the line is written, before the process ends: on the thread that asked for it. */
void host_exit_tell(void (*tell)(const char *reason));

/* Gives the end of the process back: to a process that only tries a plugin, and whose parent looks at how it ended. */
void host_exit_allow(void);

/* Ends the process as exit(3) does. Whatever plugins have left to be done at the end cannot change the status. */
_Noreturn void host_exit(int status);

/* Ends the process at once, without anything that was to be done at its end. */
_Noreturn void host_exit_now(int status);

#endif
