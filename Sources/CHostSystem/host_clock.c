#include "host_clock.h"
