/* host_crash.h - says which plugin a crash happened in, before the process ends as it would have. */
#ifndef HOST_CRASH_H
#define HOST_CRASH_H

/* Installs handlers for SIGSEGV, SIGBUS, SIGILL, SIGFPE and SIGABRT, on a stack of their own for the calling thread. */
void host_crash_install(void);

#endif
