/* messages.c - an agent and its tool whose messages have ids, and a chat's turn. */
#include <stdio.h>

#include "bench.h"

/* `a7`, in a buffer of at least 24 bytes. */
static pregel_value named(char *buffer, char letter, int64_t round) {
  int n = snprintf(buffer, 24, "%c%lld", letter, (long long)round);
  return pregel_string(pregel_make_str(buffer, n > 0 ? (size_t)n : 0));
}

BENCH_FUNCTION(bench_message_agent) {
  (void)instance;
  int64_t round = bench_int(task->input, PREGEL_S("rounds")) + 1;
  char id[24], call_id[24];
  pregel_member arguments = {PREGEL_S("r"), pregel_int(round)};
  pregel_member call[] = {{PREGEL_S("id"), named(call_id, 'c', round)},
                          {PREGEL_S("name"), pregel_string(PREGEL_S("t"))},
                          {PREGEL_S("args"), pregel_object(&arguments, 1)}};
  pregel_value calls = pregel_object(call, 3);
  pregel_member message[] = {{PREGEL_S("id"), named(id, 'a', round)},
                             {PREGEL_S("role"), pregel_string(PREGEL_S("assistant"))},
                             {PREGEL_S("content"), pregel_string(PREGEL_S("think"))},
                             {PREGEL_S("tool_calls"), pregel_array(&calls, 1)}};
  pregel_status status = bench_append(host, task, PREGEL_S("messages"), pregel_object(message, 4));
  return status == PREGEL_OK ? bench_write_int(host, task, PREGEL_S("rounds"), round) : status;
}

BENCH_FUNCTION(bench_message_tool) {
  (void)instance;
  int64_t round = bench_int(task->input, PREGEL_S("rounds"));
  char id[24], call_id[24];
  pregel_member message[] = {{PREGEL_S("id"), named(id, 't', round)},
                             {PREGEL_S("role"), pregel_string(PREGEL_S("tool"))},
                             {PREGEL_S("content"), pregel_string(PREGEL_S("ok"))},
                             {PREGEL_S("tool_call_id"), named(call_id, 'c', round)}};
  return bench_append(host, task, PREGEL_S("messages"), pregel_object(message, 4));
}

BENCH_FUNCTION(bench_turn) {
  (void)instance;
  const pregel_value *messages = pregel_get(task->input, PREGEL_S("messages"));
  pregel_member message[] = {{PREGEL_S("role"), pregel_string(PREGEL_S("bot"))},
                             {PREGEL_S("text"), pregel_string(PREGEL_S("ok"))},
                             {PREGEL_S("k"), pregel_int(messages != NULL ? messages->count : 0)}};
  return bench_append(host, task, PREGEL_S("messages"), pregel_object(message, 3));
}
