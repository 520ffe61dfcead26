#define _GNU_SOURCE
#include "host_crash.h"

#include <link.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <ucontext.h>
#include <unistd.h>

#include "host_current.h"

/* ---- where plugins lie in memory ---- */

typedef struct {
  uintptr_t low, high;
  const char *name;
  size_t name_size;
} plugin_range;

enum { most_ranges = 256 };
static plugin_range ranges[most_ranges];
static atomic_size_t range_count;

static int find_object(struct dl_phdr_info *object, size_t size, void *context) {
  (void)size;
  plugin_range *range = context;
  uintptr_t low = UINTPTR_MAX, high = 0;
  for (int i = 0; i < object->dlpi_phnum; i++) {
    if (object->dlpi_phdr[i].p_type != PT_LOAD) continue;
    uintptr_t begin = object->dlpi_addr + object->dlpi_phdr[i].p_vaddr;
    uintptr_t end = begin + object->dlpi_phdr[i].p_memsz;
    if (begin < low) low = begin;
    if (end > high) high = end;
  }
  /* `low` holds the address that is looked for. */
  if (range->low < low || range->low >= high) return 0;
  range->low = low;
  range->high = high;
  return 1;
}

void host_crash_know(const void *address, const char *name, size_t name_size) {
  plugin_range range = {(uintptr_t)address, 0, name, name_size};
  size_t count = atomic_load_explicit(&range_count, memory_order_relaxed);
  if (count == most_ranges || dl_iterate_phdr(find_object, &range) == 0) return;
  ranges[count] = range;
  atomic_store_explicit(&range_count, count + 1, memory_order_release);
}

static const plugin_range *plugin_at(uintptr_t address) {
  size_t count = atomic_load_explicit(&range_count, memory_order_acquire);
  for (size_t i = 0; i < count; i++) {
    if (address >= ranges[i].low && address < ranges[i].high) return &ranges[i];
  }
  return NULL;
}

/* The innermost plugin on the stack: by the place of the crash, then by frame pointers, which are read with a system call
 * that cannot crash. */
static const plugin_range *plugin_on_stack(const ucontext_t *context) {
#if defined(__x86_64__)
  uintptr_t place = (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
  uintptr_t frame = (uintptr_t)context->uc_mcontext.gregs[REG_RBP];
#elif defined(__aarch64__)
  uintptr_t place = context->uc_mcontext.pc, frame = context->uc_mcontext.regs[29];
#else
  uintptr_t place = 0, frame = 0;
#endif
  for (int depth = 0; depth < 64; depth++) {
    const plugin_range *found = plugin_at(place);
    if (found != NULL) return found;
    uintptr_t pair[2];
    struct iovec here = {pair, sizeof pair}, there = {(void *)frame, sizeof pair};
    if (frame == 0 || process_vm_readv(getpid(), &here, 1, &there, 1, 0) != (ssize_t)sizeof pair) return NULL;
    if (pair[0] <= frame) return NULL;
    frame = pair[0];
    place = pair[1];
  }
  return NULL;
}

/* ---- the line ---- */

/* One line in one write(2): nothing else is safe in a signal handler. */
typedef struct {
  char text[1024];
  size_t size;
} line;

static void say(line *l, const char *text, size_t size) {
  size_t room = sizeof l->text - l->size;
  if (size > room) size = room;
  memcpy(l->text + l->size, text, size);
  l->size += size;
}

static void say_text(line *l, const char *text) { say(l, text, strlen(text)); }

static void say_name(line *l, const char *kind, const char *name, size_t size) {
  say_text(l, kind);
  say_text(l, " \"");
  say(l, name, size < 200 ? size : 200);
  say_text(l, "\"");
}

static const char *name_of(int signal) {
  switch (signal) {
    case SIGSEGV: return "SIGSEGV";
    case SIGBUS: return "SIGBUS";
    case SIGILL: return "SIGILL";
    case SIGFPE: return "SIGFPE";
    case SIGTRAP: return "SIGTRAP";
    default: return "SIGABRT";
  }
}

static void report(int signal, siginfo_t *info, void *context) {
  (void)info;
  const host_current *current = host_current_get();
  line l;
  l.size = 0;
  say_text(&l, "pregel-host");
  const plugin_range *range = current->plugin_size > 0 ? NULL : plugin_on_stack(context);
  const bool is_plugins = current->plugin_size > 0 || range != NULL;
  if (current->plugin_size > 0) {
    say_name(&l, ": plugin", current->plugin, current->plugin_size);
    if (current->node_size > 0) {
      say_name(&l, ", node", current->node, current->node_size);
      say_text(&l, ",");
    }
  } else if (range != NULL) {
    say_name(&l, ": plugin", range->name, range->name_size);
    say_text(&l, ", on a thread of its own,");
  }
  say_text(&l, " crashed with ");
  say_text(&l, name_of(signal));
  say_text(&l, is_plugins ? "; this is a fault of the plugin\n" : "; this is a fault of pregel-host\n");
  for (size_t written = 0; written < l.size;) {
    ssize_t count = write(STDERR_FILENO, l.text + written, l.size - written);
    if (count <= 0) break;
    written += (size_t)count;
  }
  /* SA_RESETHAND has restored the default: the signal ends the process with its own status. */
  raise(signal);
}

/* ---- installing ---- */

static atomic_bool is_installed;
static pthread_key_t stack_key;
enum { stack_size = 64 * 1024 };

_Thread_local bool host_crash_is_ready_of_thread;

static void drop_stack(void *stack) {
  stack_t none;
  memset(&none, 0, sizeof none);
  none.ss_flags = SS_DISABLE;
  sigaltstack(&none, NULL);
  munmap(stack, stack_size);
}

void host_crash_make_ready(void) {
  if (!atomic_load_explicit(&is_installed, memory_order_acquire)) return;
  host_crash_is_ready_of_thread = true;
  void *stack = mmap(NULL, stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (stack == MAP_FAILED) return;
  stack_t alternate;
  memset(&alternate, 0, sizeof alternate);
  alternate.ss_sp = stack;
  alternate.ss_size = stack_size;
  if (pthread_setspecific(stack_key, stack) != 0 || sigaltstack(&alternate, NULL) != 0) munmap(stack, stack_size);
}

void host_crash_install(void) {
  static const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT};
  if (pthread_key_create(&stack_key, drop_stack) != 0) return;
  atomic_store_explicit(&is_installed, true, memory_order_release);
  host_crash_make_ready();
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = report;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | (int)SA_RESETHAND | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) sigaction(signals[i], &action, NULL);
}
