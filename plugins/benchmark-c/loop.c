/* loop.c - an agent and its tool. */
#include "bench.h"

static pregel_status say(const pregel_host_v1 *host, const pregel_task_v1 *task, pregel_str role, int64_t round,
                         pregel_str text) {
  pregel_member members[] = {{PREGEL_S("role"), pregel_string(role)},
                             {PREGEL_S("round"), pregel_int(round)},
                             {PREGEL_S("text"), pregel_string(text)}};
  return bench_append(host, task, PREGEL_S("messages"), pregel_object(members, 3));
}

BENCH_FUNCTION(bench_agent) {
  (void)instance;
  int64_t round = bench_int(task->input, PREGEL_S("rounds")) + 1;
  pregel_status status = say(host, task, PREGEL_S("agent"), round, PREGEL_S("think"));
  return status == PREGEL_OK ? bench_write_int(host, task, PREGEL_S("rounds"), round) : status;
}

BENCH_FUNCTION(bench_tool) {
  (void)instance;
  return say(host, task, PREGEL_S("tool"), bench_int(task->input, PREGEL_S("rounds")), PREGEL_S("ok"));
}

BENCH_FUNCTION(bench_loop) {
  const settings *s = instance;
  pregel_value target =
      pregel_string(bench_int(task->input, PREGEL_S("rounds")) > s->rounds ? PREGEL_S("END") : PREGEL_S("tool"));
  return host->give(host, task->call, &target);
}
