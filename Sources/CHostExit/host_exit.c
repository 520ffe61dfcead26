#define _GNU_SOURCE
#include "host_exit.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "host_crash.h"
#include "host_current.h"
#include "host_line.h"

enum { refused_status = 1 };

/* The process that is guarded; 0 for none. One that was forked off has another number. */
static atomic_int guarded;
/* Whether the host ends the process, and how. */
static atomic_bool is_ending;
static atomic_int end_status;
static void (*_Atomic told)(const char *reason);

static bool is_guarded(void) { return atomic_load(&guarded) != 0 && atomic_load(&guarded) == getpid(); }

_Noreturn static void leave(int status) {
  for (;;) syscall(SYS_exit_group, status);
}

/* libc's own function of this name, behind the one below. */
static void *next_of(const char *name) {
  void *next = dlsym(RTLD_NEXT, name);
  if (next == NULL) leave(refused_status);
  return next;
}

_Noreturn static void leave_in_order(int status) {
  ((void (*)(int))next_of("exit"))(status);
  leave(status);
}

/* ---- who it was ---- */

/* The plugin that the code at `caller` belongs to, or that called it. */
static const char *plugin_behind(const void *caller, size_t *size) {
  const char *name = caller == NULL ? NULL : host_crash_plugin_at(caller, size);
  if (name != NULL) return name;
  void *frames[64];
  int count = backtrace(frames, 64);
  for (int i = 0; i < count && name == NULL; i++) name = host_crash_plugin_at(frames[i], size);
  return name;
}

static void say_who(host_line *line, const void *caller) {
  const host_current *current = host_current_get();
  size_t size = 0;
  const char *name = current->plugin_size > 0 ? NULL : plugin_behind(caller, &size);
  if (current->plugin_size > 0) {
    host_line_name(line, "plugin", current->plugin, current->plugin_size);
    if (current->node_size > 0) host_line_name(line, ", node", current->node, current->node_size);
    if (current->node_size > 0) host_line_say(line, ",");
  } else if (name != NULL) {
    host_line_name(line, "plugin", name, size);
    host_line_say(line, ", on a thread of its own,");
  } else {
    host_line_say(line, "something that a plugin brought along");
  }
}

/* Tells who wants to end the process, and how. `status` below 0 has none to tell. */
static void tell(const char *deed, const char *function, int status, const void *caller) {
  static atomic_flag is_told = ATOMIC_FLAG_INIT;
  /* One end is enough: whoever comes second waits for it. */
  while (atomic_flag_test_and_set(&is_told)) pause();
  host_line line = {.size = 0};
  host_line_say(&line, "pregel-host: ");
  say_who(&line, caller);
  host_line_say(&line, deed);
  host_line_say(&line, function);
  host_line_say(&line, "(");
  if (status >= 0) host_line_number(&line, status);
  host_line_say(&line, ")");
  char reason[sizeof line.text + 1];
  memcpy(reason, line.text, line.size);
  reason[line.size] = 0;
  host_line_say(&line, "; this is a fault of the plugin\n");
  host_line_write(&line);
  void (*next)(const char *) = atomic_load(&told);
  if (next != NULL) next(reason + strlen("pregel-host: "));
  atomic_store(&end_status, refused_status);
  atomic_store(&is_ending, true);
  host_crash_ends();
}

static const char *const ended = " ended the process with ";

/* The status that the process ends with where `function` is called with `status`. */
static int settle(const char *function, int status, const void *caller) {
  if (!is_guarded()) return status;
  if (!atomic_load(&is_ending)) tell(ended, function, status, caller);
  return atomic_load(&end_status);
}

/* ---- in place of libc's ---- */

/* Exported also where nothing but what is loaded later asks for them. */
#define EXPORTED __attribute__((visibility("default"), used, noreturn))

EXPORTED void exit(int status) { leave_in_order(settle("exit", status, __builtin_return_address(0))); }

EXPORTED void _exit(int status) { leave(settle("_exit", status, __builtin_return_address(0))); }

EXPORTED void _Exit(int status) { leave(settle("_Exit", status, __builtin_return_address(0))); }

EXPORTED void quick_exit(int status) {
  if (is_guarded()) leave(settle("quick_exit", status, __builtin_return_address(0)));
  ((void (*)(int))next_of("quick_exit"))(status);
  leave(status);
}

EXPORTED void pthread_exit(void *result) {
  /* A thread that a call into a plugin is on is the host's, and the host waits for it. */
  if (is_guarded() && host_current_get()->plugin_size > 0) {
    tell(" ended a thread of the host with ", "pthread_exit", -1, __builtin_return_address(0));
    leave_in_order(refused_status);
  }
  ((void (*)(void *))next_of("pthread_exit"))(result);
  leave(refused_status);
}

/* ---- the last handlers ---- */

/* Runs last of all that are registered, and so finds out whatever has reached libc's exit by another way. */
static void last(int status, void *unused) {
  (void)unused;
  if (!is_guarded() || atomic_load(&is_ending)) return;
  tell(ended, "exit", status, NULL);
  /* An exit within an exit goes on with what is left to do, under the new status. */
  leave_in_order(refused_status);
}

static void last_quick(void) {
  if (!is_guarded() || atomic_load(&is_ending)) return;
  tell(ended, "quick_exit", -1, NULL);
  leave(refused_status);
}

void host_exit_guard(void) {
  on_exit(last, NULL);
  at_quick_exit(last_quick);
  atomic_store(&guarded, getpid());
}

void host_exit_tell(void (*tell)(const char *reason)) { atomic_store(&told, tell); }

void host_exit_allow(void) { atomic_store(&guarded, 0); }

static void begin_end(int status) {
  bool is_first = !atomic_exchange(&is_ending, true);
  if (is_first) atomic_store(&end_status, status);
  host_crash_ends();
}

void host_exit(int status) {
  begin_end(status);
  leave_in_order(atomic_load(&end_status));
}

void host_exit_now(int status) {
  begin_end(status);
  leave(atomic_load(&end_status));
}
