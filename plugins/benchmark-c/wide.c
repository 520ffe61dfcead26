/* wide.c - a state of many channels, a share of which each of six nodes writes.
 *
 * Key i is a list, a map or a string, as i modulo 3 says, and belongs to node (i / 3) modulo 6.
 */
#include "bench.h"

#define X16 "xxxxxxxxxxxxxxxx"
#define Y8 "yyyyyyyy"
#define Z20 "zzzzzzzzzzzzzzzzzzzz"
#define Z100 Z20 Z20 Z20 Z20 Z20

/* Writes a number that is not negative, with zeros before it up to `width`; returns the end. */
static char *put_number(char *place, int64_t number, int width) {
  char digits[20];
  int n = 0;
  do digits[n++] = (char)('0' + number % 10);
  while ((number /= 10) != 0);
  while (width-- > n) *place++ = '0';
  while (n > 0) *place++ = digits[--n];
  return place;
}

static pregel_str name_of(char *buffer, char letter, int64_t number, int width) {
  *buffer = letter;
  return pregel_make_str(buffer, (size_t)(put_number(buffer + 1, number, width) - buffer));
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
  char name[24];
  pregel_value items[] = {pregel_int(round), pregel_int(i), pregel_string(PREGEL_S(Y8))};
  pregel_member member = {name_of(name, 'r', round, 1), pregel_array(items, 3)};
  pregel_value map = pregel_object(&member, 1);
  return host->write(host, task->call, key, &map);
}

static pregel_status write_string(const pregel_host_v1 *host, const pregel_task_v1 *task, pregel_str key, int64_t i,
                                  int64_t round) {
  char text[160];
  char *end = put_number(text, i, 1);
  *end++ = ':';
  end = put_number(end, round, 1);
  *end++ = ':';
  memcpy(end, Z100, sizeof Z100 - 1);
  pregel_value value = pregel_string(pregel_make_str(text, (size_t)(end - text) + sizeof Z100 - 1));
  return host->write(host, task->call, key, &value);
}

BENCH_FUNCTION(bench_wide) {
  const settings *s = instance;
  int64_t round = bench_int(task->input, PREGEL_S("round"));
  pregel_status status = PREGEL_OK;
  for (int64_t i = 0; i < s->width && status == PREGEL_OK; i++) {
    if (i / 3 % 6 != s->which) continue;
    char name[24];
    pregel_str key = name_of(name, "lds"[i % 3], i, 3);
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
