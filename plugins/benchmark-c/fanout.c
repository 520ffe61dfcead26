/* fanout.c - many tasks in one superstep: static nodes, and packets. */
#include "bench.h"

BENCH_FUNCTION(bench_source) {
  (void)instance;
  return bench_write_int(host, task, PREGEL_S("value"), 1);
}

BENCH_FUNCTION(bench_worker) {
  const settings *s = instance;
  return bench_append(host, task, PREGEL_S("results"), pregel_int(s->index + bench_int(task->input, PREGEL_S("value"))));
}

BENCH_FUNCTION(bench_sum) {
  (void)instance;
  const pregel_value *results = pregel_get(task->input, PREGEL_S("results"));
  int64_t total = 0;
  for (uint32_t i = 0; results != NULL && i < results->count; i++) total += pregel_as_int(pregel_at(results, i), 0);
  return bench_write_int(host, task, PREGEL_S("total"), total);
}

BENCH_FUNCTION(bench_send_worker) {
  (void)instance;
  return bench_append(host, task, PREGEL_S("results"), pregel_int(2 * bench_int(task->input, PREGEL_S("i"))));
}

/* Sends `worker` the numbers below `n`, a packet each. */
BENCH_FUNCTION(bench_send) {
  (void)instance;
  int64_t n = bench_int(task->input, PREGEL_S("n"));
  for (int64_t i = 0; i < n; i++) {
    pregel_member member = {PREGEL_S("i"), pregel_int(i)};
    pregel_value packet = pregel_object(&member, 1);
    pregel_status status = host->send(host, task->call, PREGEL_S("worker"), &packet);
    if (status != PREGEL_OK) return status;
  }
  return PREGEL_OK;
}
