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
#include "host_line.h"

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

const char *host_crash_plugin_at(const void *address, size_t *name_size) {
  const plugin_range *range = plugin_at((uintptr_t)address);
  *name_size = range == NULL ? 0 : range->name_size;
  return range == NULL ? NULL : range->name;
}

static atomic_bool is_ending;

void host_crash_ends(void) { atomic_store(&is_ending, true); }

/* Copies memory that may not be there, with a system call that cannot crash; how many bytes there were. */
static size_t copy_memory(uintptr_t from, void *to, size_t size) {
  struct iovec here = {to, size}, there = {(void *)from, size};
  ssize_t count = process_vm_readv(getpid(), &here, 1, &there, 1, 0);
  return count < 0 ? 0 : (size_t)count;
}

/* By frame pointers, where the code keeps them. */
static const plugin_range *plugin_by_frames(uintptr_t frame) {
  for (int depth = 0; depth < 64 && frame != 0; depth++) {
    uintptr_t pair[2];
    if (copy_memory(frame, pair, sizeof pair) != sizeof pair) return NULL;
    const plugin_range *found = plugin_at(pair[1]);
    if (found != NULL || pair[0] <= frame) return found;
    frame = pair[0];
  }
  return NULL;
}

/* By whatever looks like an address of a plugin: libraries of the system keep no frame pointers. */
static const plugin_range *plugin_by_words(uintptr_t stack) {
  uintptr_t words[64];
  for (int part = 0; part < 32; part++) {
    size_t count = copy_memory(stack + part * sizeof words, words, sizeof words) / sizeof words[0];
    for (size_t i = 0; i < count; i++) {
      const plugin_range *found = plugin_at(words[i]);
      if (found != NULL) return found;
    }
    if (count < sizeof words / sizeof words[0]) return NULL;
  }
  return NULL;
}

/* The innermost plugin on the stack. */
static const plugin_range *plugin_on_stack(const ucontext_t *context) {
#if defined(__x86_64__)
  const uintptr_t place = (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
  const uintptr_t frame = (uintptr_t)context->uc_mcontext.gregs[REG_RBP];
  const uintptr_t stack = (uintptr_t)context->uc_mcontext.gregs[REG_RSP];
#elif defined(__aarch64__)
  const uintptr_t place = context->uc_mcontext.pc, frame = context->uc_mcontext.regs[29];
  const uintptr_t stack = context->uc_mcontext.sp;
#else
  const uintptr_t place = 0, frame = 0, stack = 0;
#endif
  const plugin_range *found = plugin_at(place);
  if (found == NULL) found = plugin_by_frames(frame);
  /* At the end the host has nothing of its own left to do but what plugins have asked for; and a thread that was never made
   * ready is not the host's. */
  if (found == NULL && (atomic_load(&is_ending) || !host_crash_is_ready_of_thread)) found = plugin_by_words(stack);
  return found;
}

/* ---- the line ---- */

static const char *name_of(int signal) {
  switch (signal) {
    case SIGSEGV: return "SIGSEGV";
    case SIGBUS: return "SIGBUS";
    case SIGILL: return "SIGILL";
    case SIGFPE: return "SIGFPE";
    case SIGTRAP: return "SIGTRAP";
    case SIGSYS: return "SIGSYS";
    default: return "SIGABRT";
  }
}

static atomic_bool is_crashing;

bool host_crash_happens(void) { return atomic_load(&is_crashing); }

static void report(int signal, siginfo_t *info, void *context) {
  (void)info;
  atomic_store(&is_crashing, true);
  const host_current *current = host_current_get();
  const plugin_range *range = current->plugin_size > 0 ? NULL : plugin_on_stack(context);
  host_line line = {.size = 0};
  host_line_say(&line, "pregel-host");
  if (current->plugin_size > 0) {
    host_line_name(&line, ": plugin", current->plugin, current->plugin_size);
    if (current->node_size > 0) host_line_name(&line, ", node", current->node, current->node_size);
    if (current->node_size > 0) host_line_say(&line, ",");
  } else if (range != NULL) {
    host_line_name(&line, ": plugin", range->name, range->name_size);
    host_line_say(&line, atomic_load(&is_ending) ? ", as the process ended," : ", on a thread of its own,");
  }
  host_line_say(&line, " crashed with ");
  host_line_say(&line, name_of(signal));
  host_line_say(
      &line, current->plugin_size > 0 || range != NULL ? "; this is a fault of the plugin\n"
                                                       : "; this is a fault of pregel-host\n");
  host_line_write(&line);
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
  static const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS};
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
