#define _GNU_SOURCE
#include "host_signals.h"

#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

static sem_t bell;
/* How often each was sent, and not yet told to who waits. */
static atomic_int interrupts, terminations;

static void ring(int signal) {
  int code = errno;
  atomic_fetch_add(signal == SIGINT ? &interrupts : &terminations, 1);
  sem_post(&bell);
  errno = code;
}

static void handle(int signal, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = handler == ring ? SA_RESTART : 0;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, NULL);
}

void host_signals_start(void) {
  handle(SIGCHLD, SIG_DFL);
  handle(SIGPIPE, SIG_IGN);
  /* Swift's runtime would tell of it as of a crash. */
  struct sigaction quit;
  if (sigaction(SIGQUIT, NULL, &quit) == 0 && quit.sa_handler != SIG_IGN) handle(SIGQUIT, SIG_DFL);
  sem_init(&bell, 0, 0);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

void host_signals_listen(void) {
  handle(SIGINT, ring);
  handle(SIGTERM, ring);
}

void host_signals_leave(void) {
  handle(SIGINT, SIG_DFL);
  handle(SIGTERM, SIG_DFL);
}

/* Takes one of them; that one is told which is the stronger wish. */
static int take(void) {
  if (atomic_load(&interrupts) > 0) {
    atomic_fetch_sub(&interrupts, 1);
    return HOST_SIGNALS_INTERRUPT;
  }
  if (atomic_load(&terminations) == 0) return HOST_SIGNALS_NONE;
  atomic_fetch_sub(&terminations, 1);
  return HOST_SIGNALS_TERMINATE;
}

int host_signals_wait(int64_t nanoseconds) {
  struct timespec until;
  clock_gettime(CLOCK_MONOTONIC, &until);
  int64_t end = until.tv_nsec + nanoseconds;
  until.tv_sec += end / 1000000000;
  until.tv_nsec = end % 1000000000;
  while (sem_clockwait(&bell, CLOCK_MONOTONIC, &until) != 0) {
    if (errno == ETIMEDOUT) return HOST_SIGNALS_NONE;
    if (errno != EINTR) return HOST_SIGNALS_BROKEN;
  }
  return take();
}
