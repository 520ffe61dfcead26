#include "host_current.h"

_Thread_local host_current host_current_of_thread;
_Thread_local uint64_t host_calls_of_thread;
_Thread_local void *host_spare_of_thread;
