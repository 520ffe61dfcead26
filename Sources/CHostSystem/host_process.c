#define _GNU_SOURCE
#include "host_process.h"

#include <fcntl.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

void host_end_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL); }

int host_keep_child_statuses(struct sigaction *before) {
  if (sigaction(SIGCHLD, NULL, before) != 0) return 0;
  if ((before->sa_flags & SA_SIGINFO || before->sa_handler != SIG_IGN) && !(before->sa_flags & SA_NOCLDWAIT)) return 0;
  struct sigaction plain;
  memset(&plain, 0, sizeof plain);
  plain.sa_handler = SIG_DFL;
  sigemptyset(&plain.sa_mask);
  return sigaction(SIGCHLD, &plain, NULL) == 0;
}

void host_restore_child_signal(const struct sigaction *before) { sigaction(SIGCHLD, before, NULL); }

int host_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }
