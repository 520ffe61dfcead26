#define _GNU_SOURCE
#include "host_own.h"

#include <limits.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host_crash.h"
#include "host_float.h"

static const int signals[] = {SIGCHLD, SIGINT,  SIGTERM, SIGPIPE, SIGSEGV, SIGBUS,
                              SIGILL,  SIGFPE, SIGTRAP, SIGABRT, SIGSYS};
enum { signal_count = sizeof signals / sizeof signals[0] };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static bool is_remembered;
static struct sigaction handled[signal_count];
static char folder[PATH_MAX];
static struct stat folder_status;
static mode_t mask;

void host_own_remember(void) {
  pthread_mutex_lock(&lock);
  for (int i = 0; i < signal_count; i++) sigaction(signals[i], NULL, &handled[i]);
  if (getcwd(folder, sizeof folder) == NULL || stat(".", &folder_status) != 0) folder[0] = 0;
  mask = umask(0);
  umask(mask);
  is_remembered = true;
  pthread_mutex_unlock(&lock);
}

/* ---- each of them ---- */

static bool is_same(const struct sigaction *a, const struct sigaction *b) {
  const int flags = SA_SIGINFO | SA_RESETHAND | SA_NOCLDWAIT | SA_NODEFER;
  return a->sa_handler == b->sa_handler && (a->sa_flags & flags) == (b->sa_flags & flags);
}

static void restore_signals(host_own_change *change) {
  /* A crash has put back what the system does, and is about to use it. */
  if (host_crash_happens()) return;
  for (int i = 0; i < signal_count; i++) {
    struct sigaction now;
    if (sigaction(signals[i], NULL, &now) != 0 || is_same(&now, &handled[i])) continue;
    change->signals |= UINT64_C(1) << signals[i];
    if (change->plugin == NULL) change->plugin = host_crash_plugin_at((void *)now.sa_sigaction, &change->plugin_size);
    sigaction(signals[i], &handled[i], NULL);
  }
}

static void restore_folder(host_own_change *change) {
  struct stat now;
  if (folder[0] == 0) return;
  if (stat(".", &now) == 0 && now.st_dev == folder_status.st_dev && now.st_ino == folder_status.st_ino) return;
  /* A folder that has gone meanwhile is nobody's doing. */
  if (chdir(folder) == 0 && stat(".", &now) == 0 && now.st_ino == folder_status.st_ino) change->what |= HOST_OWN_FOLDER;
}

static void restore_mask(host_own_change *change) {
  if (umask(mask) != mask) change->what |= HOST_OWN_MASK;
}

/* The host never asks for a locale, so it has "C". */
static void restore_locale(host_own_change *change) {
  const char *now = setlocale(LC_ALL, NULL);
  if (now != NULL && strcmp(now, "C") != 0) {
    setlocale(LC_ALL, "C");
    change->what |= HOST_OWN_LOCALE;
  }
  if (uselocale((locale_t)0) != LC_GLOBAL_LOCALE) {
    uselocale(LC_GLOBAL_LOCALE);
    change->what |= HOST_OWN_LOCALE;
  }
}

static void restore_blocked(host_own_change *change) {
  sigset_t blocked, none;
  if (pthread_sigmask(SIG_SETMASK, NULL, &blocked) != 0) return;
  for (int i = 0; i < signal_count; i++) {
    if (sigismember(&blocked, signals[i]) == 1) change->what |= HOST_OWN_BLOCKED;
  }
  if ((change->what & HOST_OWN_BLOCKED) == 0) return;
  sigemptyset(&none);
  pthread_sigmask(SIG_SETMASK, &none, NULL);
}

/* ---- all of them ---- */

host_own_change host_own_restore_shared(void) {
  host_own_change change = {0, 0, NULL, 0};
  pthread_mutex_lock(&lock);
  if (is_remembered) {
    restore_signals(&change);
    restore_folder(&change);
  }
  pthread_mutex_unlock(&lock);
  return change;
}

host_own_change host_own_restore(void) {
  host_own_change change = host_own_restore_shared();
  pthread_mutex_lock(&lock);
  if (is_remembered) {
    restore_mask(&change);
    restore_locale(&change);
    restore_blocked(&change);
    host_float_check();
    if (host_float_was_changed()) change.what |= HOST_OWN_FLOATS;
  }
  pthread_mutex_unlock(&lock);
  return change;
}
