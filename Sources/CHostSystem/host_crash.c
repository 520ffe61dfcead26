#include "host_crash.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "host_current.h"

/* Only write(2): nothing else is safe here. */
static void say(const char *text, size_t size) {
  while (size > 0) {
    ssize_t written = write(STDERR_FILENO, text, size);
    if (written <= 0) return;
    text += written;
    size -= (size_t)written;
  }
}

static void say_text(const char *text) { say(text, strlen(text)); }

static const char *name_of(int signal) {
  switch (signal) {
    case SIGSEGV: return "SIGSEGV";
    case SIGBUS: return "SIGBUS";
    case SIGILL: return "SIGILL";
    case SIGFPE: return "SIGFPE";
    default: return "SIGABRT";
  }
}

static void report(int signal, siginfo_t *info, void *context) {
  (void)info;
  (void)context;
  host_current *current = host_current_get();
  say_text("pregel-host");
  if (current->plugin_size > 0) {
    say_text(": plugin \"");
    say(current->plugin, current->plugin_size);
    say_text("\"");
    if (current->node_size > 0) {
      say_text(", node \"");
      say(current->node, current->node_size);
      say_text("\",");
    }
    say_text(" crashed with ");
    say_text(name_of(signal));
    say_text("; this is a fault of the plugin\n");
  } else {
    say_text(" crashed with ");
    say_text(name_of(signal));
    say_text("; this is a fault of pregel-host\n");
  }
  /* SA_RESETHAND has restored the default: the signal ends the process with its own status. */
  raise(signal);
}

void host_crash_install(void) {
  static char stack[64 * 1024];
  static const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};
  stack_t alternate;
  memset(&alternate, 0, sizeof alternate);
  alternate.ss_sp = stack;
  alternate.ss_size = sizeof stack;
  sigaltstack(&alternate, NULL);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = report;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | (int)SA_RESETHAND | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) sigaction(signals[i], &action, NULL);
}
