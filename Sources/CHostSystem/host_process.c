#include "host_process.h"

#include <signal.h>
#include <sys/prctl.h>

void host_end_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL); }
