/* host_process.h - what a child process of the host asks of the system. */
#ifndef HOST_PROCESS_H
#define HOST_PROCESS_H

/* Ends this process when the thread that started it ends. */
void host_end_with_parent(void);

#endif
