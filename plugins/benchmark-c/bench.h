/* bench.h - what the files of the plugin org.pregel-host.bench-c share. */
#ifndef BENCH_H
#define BENCH_H

#include "pregel_plugin.h"

/* What a component is configured with; each uses some of it. */
typedef struct settings {
  int64_t index, rounds, count, which, width, factor, term, failures, milliseconds;
} settings;

/* The integer at `key` of an object, or 0. */
static inline int64_t bench_int(const pregel_value *object, pregel_str key) {
  return pregel_as_int(pregel_get(object, key), 0);
}

static inline pregel_status bench_write_int(const pregel_host_v1 *host, const pregel_task_v1 *task, pregel_str channel,
                                            int64_t number) {
  pregel_value value = pregel_int(number);
  return host->write(host, task->call, channel, &value);
}

/* Writes a list of one. */
static inline pregel_status bench_append(const pregel_host_v1 *host, const pregel_task_v1 *task, pregel_str channel,
                                         pregel_value item) {
  pregel_value list = pregel_array(&item, 1);
  return host->write(host, task->call, channel, &list);
}

#define BENCH_FUNCTION(name) \
  pregel_status name(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task)

/* chain.c */
BENCH_FUNCTION(bench_increment);
BENCH_FUNCTION(bench_async_increment);
BENCH_FUNCTION(bench_rewrite);
BENCH_FUNCTION(bench_add);
BENCH_FUNCTION(bench_linear);
BENCH_FUNCTION(bench_flaky);
BENCH_FUNCTION(bench_ask);
BENCH_FUNCTION(bench_until);
/* fanout.c */
BENCH_FUNCTION(bench_source);
BENCH_FUNCTION(bench_worker);
BENCH_FUNCTION(bench_sum);
BENCH_FUNCTION(bench_send_worker);
BENCH_FUNCTION(bench_send);
/* loop.c */
BENCH_FUNCTION(bench_agent);
BENCH_FUNCTION(bench_tool);
BENCH_FUNCTION(bench_loop);
/* messages.c */
BENCH_FUNCTION(bench_message_agent);
BENCH_FUNCTION(bench_message_tool);
BENCH_FUNCTION(bench_turn);
/* wide.c */
BENCH_FUNCTION(bench_wide);
BENCH_FUNCTION(bench_wide_loop);
/* jokes.c */
BENCH_FUNCTION(bench_joke_edit);
BENCH_FUNCTION(bench_joke_generate);
BENCH_FUNCTION(bench_joke_bump);
BENCH_FUNCTION(bench_joke_more);
BENCH_FUNCTION(bench_joke_send);
/* sleep.c */
BENCH_FUNCTION(bench_sleep);
BENCH_FUNCTION(bench_async_sleep);
void bench_stop_timers(void);

#endif
