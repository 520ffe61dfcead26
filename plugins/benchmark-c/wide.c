/* wide.c - a state of many channels, a share of which each of six nodes writes.
 *
 * Key i is a list, a map or a string, as i modulo 3 says, and belongs to node (i / 3) modulo 6.
 */
#include <stdio.h>

#include "bench.h"

#define X16 "xxxxxxxxxxxxxxxx"
#define Y8 "yyyyyyyy"
#define Z20 "zzzzzzzzzzzzzzzzzzzz"

static pregel_str print(char *buffer, size_t size, const char *format, int64_t a, int64_t b) {
  int n = snprintf(buffer, size, format, (int)a, (int)b);
  return pregel_make_str(buffer, n > 0 ? (size_t)n : 0);
}

static pregel_status write_list(const pregel_host_v1 *host, const pregel_task_v1 *task, pregel_str key, int64_t i,
                                int64_t round) {
  pregel_member members[] = {{PREGEL_S("r"), pregel_int(round)},
                             {PREGEL_S("k"), pregel_int(i)},
                             {PREGEL_S("v"), pregel_string(PREGEL_S(X16))}};
  return bench_append(host, task, key, pregel_object(members, 3));
}

static pregel_status write_map(const pregel_host_v1 *host, const pregel_task_v1 *task, pregel_str key, int64_t i,
                               int64_t round) {
  char name[16];
  pregel_value items[] = {pregel_int(round), pregel_int(i), pregel_string(PREGEL_S(Y8))};
  pregel_member member = {print(name, sizeof name, "r%d", round, 0), pregel_array(items, 3)};
  pregel_value map = pregel_object(&member, 1);
  return host->write(host, task->call, key, &map);
}

static pregel_status write_string(const pregel_host_v1 *host, const pregel_task_v1 *task, pregel_str key, int64_t i,
                                  int64_t round) {
  char text[160];
  pregel_value value = pregel_string(print(text, sizeof text, "%d:%d:" Z20 Z20 Z20 Z20 Z20, i, round));
  return host->write(host, task->call, key, &value);
}

BENCH_FUNCTION(bench_wide) {
  const settings *s = instance;
  int64_t round = bench_int(task->input, PREGEL_S("round"));
  pregel_status status = PREGEL_OK;
  for (int64_t i = 0; i < s->width && status == PREGEL_OK; i++) {
    if (i / 3 % 6 != s->which) continue;
    char name[16];
    pregel_str key = print(name, sizeof name, i % 3 == 0 ? "l%03d" : i % 3 == 1 ? "d%03d" : "s%03d", i, 0);
    if (i % 3 == 0) status = write_list(host, task, key, i, round);
    else if (i % 3 == 1) status = write_map(host, task, key, i, round);
    else status = write_string(host, task, key, i, round);
  }
  if (status != PREGEL_OK || s->which != 5) return status;
  return bench_write_int(host, task, PREGEL_S("round"), round + 1);
}

BENCH_FUNCTION(bench_wide_loop) {
  const settings *s = instance;
  pregel_value target =
      pregel_string(bench_int(task->input, PREGEL_S("round")) >= s->rounds ? PREGEL_S("END") : PREGEL_S("one"));
  return host->give(host, task->call, &target);
}
