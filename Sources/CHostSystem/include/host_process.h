/* host_process.h - what a child process of the host asks of the system, and the host to learn how it ended. */
#ifndef HOST_PROCESS_H
#define HOST_PROCESS_H

#include <signal.h>

/* Ends this process when the thread that started it ends. */
void host_end_with_parent(void);

/* Has the system keep how children end until somebody waits for them: where SIGCHLD is ignored, whoever did so, it would not.
 * `before` gets what was to be done with the signal. Answers whether that was changed, and is to be restored. */
int host_keep_child_statuses(struct sigaction *before);

/* Does with SIGCHLD again what was done before. */
void host_restore_child_signal(const struct sigaction *before);

/* pipe(2), whose ends programs that are started meanwhile do not inherit. */
int host_pipe(int ends[2]);

#endif
