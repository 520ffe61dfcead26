/* chain.c - nodes that stand one after the other. */
#include "bench.h"

BENCH_FUNCTION(bench_increment) {
  (void)instance;
  return bench_write_int(host, task, PREGEL_S("count"), bench_int(task->input, PREGEL_S("count")) + 1);
}

/* Pending, and ended at once: what being pending costs by itself, without a thread that would be woken. */
BENCH_FUNCTION(bench_async_increment) {
  pregel_status status = bench_increment(instance, host, task);
  host->complete(host, task->call, status == PREGEL_OK ? PREGEL_OK : PREGEL_FAILED, NULL);
  return PREGEL_PENDING;
}

/* Writes a value as it came. */
BENCH_FUNCTION(bench_rewrite) {
  pregel_status status = bench_increment(instance, host, task);
  const pregel_value *blob = pregel_get(task->input, PREGEL_S("blob"));
  if (status != PREGEL_OK || blob == NULL) return status;
  return host->write(host, task->call, PREGEL_S("blob"), blob);
}

BENCH_FUNCTION(bench_add) {
  (void)instance;
  return bench_write_int(host, task, PREGEL_S("sum"),
                         bench_int(task->input, PREGEL_S("a")) + bench_int(task->input, PREGEL_S("b")));
}

BENCH_FUNCTION(bench_linear) {
  const settings *s = instance;
  return bench_write_int(host, task, PREGEL_S("x"), bench_int(task->input, PREGEL_S("x")) * s->factor + s->term);
}

/* Fails the first attempts. */
BENCH_FUNCTION(bench_flaky) {
  const settings *s = instance;
  if (task->attempt > s->failures) return bench_increment(instance, host, task);
  pregel_failure_v1 why = {.size = sizeof why, .transient = 1};
  why.kind = PREGEL_S("FlakyError");
  why.message = PREGEL_S("not yet");
  return host->fail(host, task->call, &why);
}

/* Adds the answer to its question; without one yet, it is told to stop. */
BENCH_FUNCTION(bench_ask) {
  (void)instance;
  pregel_value question = pregel_string(PREGEL_S("how many?"));
  const pregel_value *answer = NULL;
  pregel_status status = host->interrupt(host, task->call, &question, NULL, &answer);
  if (status != PREGEL_OK) return status;
  return bench_write_int(host, task, PREGEL_S("count"),
                         bench_int(task->input, PREGEL_S("count")) + pregel_as_int(answer, 0));
}

/* Routes to `a` until the count is reached. */
BENCH_FUNCTION(bench_until) {
  const settings *s = instance;
  pregel_value target =
      pregel_string(bench_int(task->input, PREGEL_S("count")) >= s->count ? PREGEL_S("END") : PREGEL_S("a"));
  return host->give(host, task->call, &target);
}
