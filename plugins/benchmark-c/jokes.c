/* jokes.c - the nested graph of the workload fanout_to_subgraph: text that grows. */
#include <stdlib.h>

#include "bench.h"

/* Writes `before` + `text` + `after`, as it is or as a list of one. */
static pregel_status write_text(const pregel_host_v1 *host, const pregel_task_v1 *task, pregel_str channel,
                                pregel_str before, pregel_str text, pregel_str after, bool is_list) {
  char *whole = malloc(before.n + text.n + after.n + 1);
  if (whole == NULL) return PREGEL_NO_MEMORY;
  char *end = whole;
  if (before.n > 0) memcpy(end, before.p, before.n), end += before.n;
  if (text.n > 0) memcpy(end, text.p, text.n), end += text.n;
  if (after.n > 0) memcpy(end, after.p, after.n), end += after.n;
  pregel_value value = pregel_string(pregel_make_str(whole, (size_t)(end - whole)));
  pregel_status status =
      is_list ? bench_append(host, task, channel, value) : host->write(host, task->call, channel, &value);
  free(whole);
  return status;
}

static pregel_str subject(const pregel_task_v1 *task) {
  return pregel_text(pregel_get(task->input, PREGEL_S("subject")));
}

static pregel_str first_joke(const pregel_task_v1 *task) {
  return pregel_text(pregel_at(pregel_get(task->input, PREGEL_S("jokes")), 0));
}

BENCH_FUNCTION(bench_joke_edit) {
  (void)instance;
  return write_text(host, task, PREGEL_S("subject"), PREGEL_S(""), subject(task), PREGEL_S(" - hohoho"), false);
}

BENCH_FUNCTION(bench_joke_generate) {
  (void)instance;
  return write_text(host, task, PREGEL_S("jokes"), PREGEL_S("Joke about "), subject(task), PREGEL_S(""), true);
}

BENCH_FUNCTION(bench_joke_bump) {
  (void)instance;
  return write_text(host, task, PREGEL_S("jokes"), PREGEL_S(""), first_joke(task), PREGEL_S(" a"), true);
}

/* Routes to `bump` until the joke ends with ten bumps. */
BENCH_FUNCTION(bench_joke_more) {
  (void)instance;
  pregel_str bumps = PREGEL_S(" a a a a a a a a a a");
  pregel_str joke = first_joke(task);
  bool is_done = joke.n >= bumps.n && memcmp(joke.p + joke.n - bumps.n, bumps.p, bumps.n) == 0;
  pregel_value target = pregel_string(is_done ? PREGEL_S("END") : PREGEL_S("bump"));
  return host->give(host, task->call, &target);
}

/* Sends each subject to `generate_joke`, a packet each. */
BENCH_FUNCTION(bench_joke_send) {
  (void)instance;
  const pregel_value *subjects = pregel_get(task->input, PREGEL_S("subjects"));
  for (uint32_t i = 0; subjects != NULL && i < subjects->count; i++) {
    pregel_member member = {PREGEL_S("subject"), subjects->u.items[i]};
    pregel_value packet = pregel_object(&member, 1);
    pregel_status status = host->send(host, task->call, PREGEL_S("generate_joke"), &packet);
    if (status != PREGEL_OK) return status;
  }
  return PREGEL_OK;
}
