/* wordcount.c - the plugin org.pregel-host.wordcount, in C: counts the words of a file, part by part.
 *
 * A word is a run of the letters A to Z, of either case; it belongs to the part in which it begins.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pregel_plugin.h"

#define CHANNEL(name, use, standard) \
  "\"" name "\": {\"type\": \"string\", \"x-channel\": \"" use "\", \"default\": \"" standard "\"}"
#define READ(standard) CHANNEL("from", "read", standard)
#define WRITTEN(standard) CHANNEL("to", "write", standard)
#define NUMBER(name, least, standard) \
  "\"" name "\": {\"type\": \"integer\", \"minimum\": " #least ", \"default\": " #standard "}"
#define SCHEMA(properties) \
  ", \"config_schema\": {\"type\": \"object\", \"additionalProperties\": false, \"properties\": {" properties "}}}"

PREGEL_MANIFEST("{\"manifest\": 1, \"id\": \"org.pregel-host.wordcount\", \"version\": \"1.0.0\","
                " \"description\": \"Counts the words of a file, part by part.\", \"license\": \"Apache-2.0\","
                " \"abi\": {\"major\": 1, \"min_minor\": 0}, \"grants\": {\"filesystem\": [\"/\"]}, \"nodes\": ["
                "{\"name\": \"parts\", \"description\": \"Lists the parts of the file path.\", \"flags\": [\"blocking\"]" SCHEMA(
                    READ("path") ", " WRITTEN("parts") ", " NUMBER("count", 1, 8)) ","
                "{\"name\": \"count\", \"description\": \"Counts the words of one part.\", \"flags\": [\"blocking\"]" SCHEMA(
                    WRITTEN("counts")) ","
                "{\"name\": \"top\", \"description\": \"Lists the most frequent words.\", \"flags\": [\"pure\"]" SCHEMA(
                    READ("counts") ", " WRITTEN("top") ", " NUMBER("count", 1, 10)) "],"
                " \"reducers\": [{\"name\": \"add\", \"description\": \"Adds counts, word by word.\"" SCHEMA("") "]}");

/* ---- instances -------------------------------------------------------------------------------------------------- */

typedef struct {
  pregel_str from, to;
  int64_t count;
  char names[]; /* both names: the configuration does not outlive `create` */
} settings;

/* A name of the configuration; empty where the component does not have it. */
static pregel_str setting(const pregel_value *config, pregel_str key) {
  return pregel_text(pregel_get(config, key));
}

static pregel_status create(const pregel_component_v1 *component, const pregel_host_v1 *host, pregel_call call,
                            const pregel_value *config, void **instance) {
  (void)component, (void)host, (void)call;
  pregel_str from = setting(config, PREGEL_S("from"));
  pregel_str to = setting(config, PREGEL_S("to"));
  settings *s = malloc(sizeof *s + from.n + to.n);
  if (s == NULL) return PREGEL_NO_MEMORY;
  if (from.n > 0) memcpy(s->names, from.p, from.n);
  if (to.n > 0) memcpy(s->names + from.n, to.p, to.n);
  s->from = pregel_make_str(s->names, from.n);
  s->to = pregel_make_str(s->names + from.n, to.n);
  s->count = pregel_as_int(pregel_get(config, PREGEL_S("count")), 0);
  *instance = s;
  return PREGEL_OK;
}

static void destroy(void *instance) { free(instance); }

static pregel_status refuse(const pregel_host_v1 *host, pregel_call call, const char *kind, const char *format,
                            const char *subject) {
  char message[512];
  snprintf(message, sizeof message, format, subject);
  pregel_failure_v1 why = {.size = sizeof why, .transient = -1};
  why.kind = pregel_cstr(kind);
  why.message = pregel_cstr(message);
  return host->fail(host, call, &why);
}

static pregel_status refuse_file(const pregel_host_v1 *host, pregel_call call, const char *path) {
  char format[512];
  snprintf(format, sizeof format, "cannot read %%s: %s", strerror(errno));
  return refuse(host, call, errno == ENOENT ? "FileNotFoundError" : "OSError", format, path);
}

/* A path as C wants it; false where the value is no text that can be one. */
static bool path_of(const pregel_value *value, char *path, size_t size) {
  if (value == NULL || value->kind != PREGEL_STRING || value->count == 0 || value->count >= size) return false;
  memcpy(path, value->u.s, value->count);
  path[value->count] = 0;
  return strlen(path) == value->count;
}

/* ---- the node `parts` ------------------------------------------------------------------------------------------- */

static pregel_status parts_invoke(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
  const settings *s = instance;
  const pregel_value *path = pregel_get(task->input, s->from);
  char name[4096];
  if (!path_of(path, name, sizeof name)) return refuse(host, task->call, "TypeError", "%s needs a path", "parts");
  struct stat file;
  if (stat(name, &file) != 0) return refuse_file(host, task->call, name);

  pregel_member *members = malloc((size_t)s->count * 3 * sizeof *members);
  pregel_value *parts = malloc((size_t)s->count * sizeof *parts);
  if (members == NULL || parts == NULL) return free(members), free(parts), PREGEL_NO_MEMORY;
  for (int64_t i = 0; i < s->count; i++) {
    int64_t begin = file.st_size * i / s->count, end = file.st_size * (i + 1) / s->count;
    pregel_member *m = members + 3 * i;
    m[0] = (pregel_member){PREGEL_S("path"), *path};
    m[1] = (pregel_member){PREGEL_S("begin"), pregel_int(begin)};
    m[2] = (pregel_member){PREGEL_S("end"), pregel_int(end)};
    parts[i] = pregel_object(m, 3);
  }
  pregel_value list = pregel_array(parts, (uint32_t)s->count);
  pregel_status status = host->write(host, task->call, s->to, &list);
  free(members), free(parts);
  return status;
}

/* ---- the node `count` ------------------------------------------------------------------------------------------- */

typedef struct {
  const char *word;
  uint32_t length, count;
} entry;

typedef struct {
  entry *slots;
  size_t capacity, used;
} table;

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static entry *find(table *t, const char *word, uint32_t length) {
  uint64_t hash = 14695981039346656037u;
  for (uint32_t i = 0; i < length; i++) hash = (hash ^ (uint8_t)word[i]) * 1099511628211u;
  size_t place = hash & (t->capacity - 1);
  while (t->slots[place].word != NULL &&
         (t->slots[place].length != length || memcmp(t->slots[place].word, word, length) != 0))
    place = (place + 1) & (t->capacity - 1);
  return &t->slots[place];
}

static bool grow(table *t) {
  table larger = {calloc(t->capacity * 2, sizeof(entry)), t->capacity * 2, t->used};
  if (larger.slots == NULL) return false;
  for (size_t i = 0; i < t->capacity; i++)
    if (t->slots[i].word != NULL) *find(&larger, t->slots[i].word, t->slots[i].length) = t->slots[i];
  free(t->slots);
  *t = larger;
  return true;
}

static bool add_word(table *t, const char *word, uint32_t length) {
  if (2 * t->used >= t->capacity && !grow(t)) return false;
  entry *e = find(t, word, length);
  if (e->word == NULL) {
    *e = (entry){word, length, 0};
    t->used++;
  }
  e->count++;
  return true;
}

/* Counts the words that begin in [first, limit) of the text, whose letters become small. */
static bool count_words(table *t, char *text, size_t first, size_t limit, size_t size) {
  size_t i = first;
  if (first > 0 && is_letter(text[first - 1]))
    while (i < limit && is_letter(text[i])) i++;
  while (i < limit) {
    if (!is_letter(text[i])) {
      i++;
      continue;
    }
    size_t begin = i;
    for (; i < size && is_letter(text[i]); i++) text[i] |= 0x20;
    if (!add_word(t, text + begin, (uint32_t)(i - begin))) return false;
  }
  return true;
}

static int by_word(const void *a, const void *b) {
  pregel_str x = ((const pregel_member *)a)->key, y = ((const pregel_member *)b)->key;
  int order = memcmp(x.p, y.p, x.n < y.n ? x.n : y.n);
  return order != 0 ? order : (x.n > y.n) - (x.n < y.n);
}

/* Writes the counts as an object, sorted by word. */
static pregel_status write_counts(const table *t, const settings *s, const pregel_host_v1 *host, pregel_call call) {
  pregel_member *members = malloc((t->used + 1) * sizeof *members);
  if (members == NULL) return PREGEL_NO_MEMORY;
  size_t n = 0;
  for (size_t i = 0; i < t->capacity; i++)
    if (t->slots[i].word != NULL)
      members[n++] = (pregel_member){pregel_make_str(t->slots[i].word, t->slots[i].length), pregel_int(t->slots[i].count)};
  qsort(members, n, sizeof *members, by_word);
  pregel_value counts = pregel_object(members, (uint32_t)n);
  counts.flags = PREGEL_SORTED_KEYS;
  pregel_status status = host->write(host, call, s->to, &counts);
  free(members);
  return status;
}

/* Reads from a byte before `begin`, which tells whether a word goes on there, to behind the last word's end. */
static char *read_part(const char *path, int64_t begin, int64_t end, size_t *size) {
  enum { LONGEST_WORD = 4096 };
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return NULL;
  int64_t from = begin > 0 ? begin - 1 : 0;
  size_t wanted = (size_t)(end - from) + LONGEST_WORD;
  char *text = malloc(wanted);
  *size = 0;
  while (text != NULL && *size < wanted) {
    ssize_t n = pread(file, text + *size, wanted - *size, from + (int64_t)*size);
    if (n == 0) break;
    if (n > 0) *size += (size_t)n;
    else if (errno != EINTR) {
      free(text);
      text = NULL;
    }
  }
  close(file);
  return text;
}

static pregel_status count_invoke(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
  char path[4096];
  int64_t begin = pregel_as_int(pregel_get(task->input, PREGEL_S("begin")), -1);
  int64_t end = pregel_as_int(pregel_get(task->input, PREGEL_S("end")), -1);
  if (!path_of(pregel_get(task->input, PREGEL_S("path")), path, sizeof path) || begin < 0 || end < begin)
    return refuse(host, task->call, "TypeError", "%s needs a part: {path, begin, end}", "count");
  size_t size;
  char *text = read_part(path, begin, end, &size);
  if (text == NULL) return refuse_file(host, task->call, path);
  table words = {calloc(1024, sizeof(entry)), 1024, 0};
  size_t first = begin > 0 ? 1 : 0, limit = first + (size_t)(end - begin);
  pregel_status status = PREGEL_NO_MEMORY;
  if (words.slots != NULL && count_words(&words, text, first, limit < size ? limit : size, size))
    status = write_counts(&words, instance, host, task->call);
  free(words.slots), free(text);
  return status;
}

/* ---- the reducer `add` ------------------------------------------------------------------------------------------ */

static bool is_sorted(const pregel_value *counts) {
  for (uint32_t i = 1; i < counts->count; i++)
    if (by_word(&counts->u.members[i - 1], &counts->u.members[i]) >= 0) return false;
  return true;
}

static pregel_status add_reduce(void *instance, const pregel_host_v1 *host, pregel_call call, const pregel_value *a,
                                const pregel_value *b) {
  (void)instance;
  if (a->kind != PREGEL_OBJECT || b->kind != PREGEL_OBJECT || !is_sorted(a) || !is_sorted(b))
    return refuse(host, call, "TypeError", "%s adds objects of counts, sorted by word", "wordcount.add");
  pregel_member *sum = malloc(((size_t)a->count + b->count + 1) * sizeof *sum);
  if (sum == NULL) return PREGEL_NO_MEMORY;
  uint32_t n = 0, i = 0, j = 0;
  while (i < a->count || j < b->count) {
    int order = i == a->count ? 1 : j == b->count ? -1 : by_word(&a->u.members[i], &b->u.members[j]);
    sum[n] = order > 0 ? b->u.members[j] : a->u.members[i];
    if (order == 0) sum[n].value = pregel_int(pregel_as_int(&sum[n].value, 0) + pregel_as_int(&b->u.members[j].value, 0));
    i += order <= 0, j += order >= 0, n++;
  }
  pregel_value counts = pregel_object(sum, n);
  counts.flags = PREGEL_SORTED_KEYS;
  pregel_status status = host->give(host, call, &counts);
  free(sum);
  return status;
}

/* ---- the node `top` --------------------------------------------------------------------------------------------- */

static int by_count(const void *a, const void *b) {
  int64_t x = pregel_as_int(&((const pregel_member *)a)->value, 0), y = pregel_as_int(&((const pregel_member *)b)->value, 0);
  return x != y ? (x < y) - (x > y) : by_word(a, b);
}

static pregel_status top_invoke(void *instance, const pregel_host_v1 *host, const pregel_task_v1 *task) {
  const settings *s = instance;
  const pregel_value *counts = pregel_get(task->input, s->from);
  uint32_t all = counts != NULL && counts->kind == PREGEL_OBJECT ? counts->count : 0;
  uint32_t n = s->count < all ? (uint32_t)s->count : all;
  pregel_member *words = malloc((all + 1) * sizeof *words);
  pregel_member *members = malloc((2 * (size_t)n + 1) * sizeof *members);
  pregel_value *items = malloc((n + 1) * sizeof *items);
  pregel_status status = PREGEL_NO_MEMORY;
  if (words != NULL && members != NULL && items != NULL) {
    if (all > 0) memcpy(words, counts->u.members, all * sizeof *words);
    qsort(words, all, sizeof *words, by_count);
    for (uint32_t i = 0; i < n; i++) {
      members[2 * i] = (pregel_member){PREGEL_S("word"), pregel_string(words[i].key)};
      members[2 * i + 1] = (pregel_member){PREGEL_S("count"), words[i].value};
      items[i] = pregel_object(members + 2 * i, 2);
    }
    pregel_value list = pregel_array(items, n);
    status = host->write(host, task->call, s->to, &list);
  }
  free(words), free(members), free(items);
  return status;
}

/* ---- the tables ------------------------------------------------------------------------------------------------- */

#define NODE(kind, bits, function)                                                                                  \
  {.component = {.size = sizeof(pregel_node_v1), .flags = bits, .name = PREGEL_STR(kind), .create = create, \
                 .destroy = destroy},                                                                               \
   .invoke = function}

static const pregel_node_v1 parts_table = NODE("parts", PREGEL_NODE_BLOCKING, parts_invoke);
static const pregel_node_v1 count_table = NODE("count", PREGEL_NODE_BLOCKING, count_invoke);
static const pregel_node_v1 top_table = NODE("top", PREGEL_NODE_PURE, top_invoke);
static const pregel_reducer_v1 add_table = {
    .component = {.size = sizeof(pregel_reducer_v1), .name = PREGEL_STR("add"), .create = create, .destroy = destroy},
    .reduce = add_reduce};

static const pregel_node_v1 *const nodes[] = {&parts_table, &count_table, &top_table};
static const pregel_reducer_v1 *const reducers[] = {&add_table};

static const pregel_plugin_v1 plugin = {
    .head = {PREGEL_ABI_MAGIC, sizeof(pregel_plugin_v1), PREGEL_ABI_MAJOR, PREGEL_ABI_MINOR, 0},
    .id = PREGEL_STR("org.pregel-host.wordcount"),
    .version = PREGEL_STR("1.0.0"),
    .nodes = nodes,
    .reducers = reducers,
    .n_nodes = 3,
    .n_reducers = 1};

PREGEL_EXPORT const pregel_plugin_v1 *pregel_plugin_entry_v1(const pregel_host_v1 *host, pregel_call call) {
  (void)host, (void)call;
  return &plugin;
}
