/* pregel_value.h - what a value is, on both sides of the border. ABI 1.0.
 *
 * C11 and C++17. A value is an immutable tree of the two structs below, read in place and without a call.
 * Their layout is frozen for ever (pregel_layout.c); growth goes through `kind`, `flags` and `tag`: a reader treats a
 * kind that it does not know as opaque.
 */
#ifndef PREGEL_VALUE_H
#define PREGEL_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__clang__)
#define PREGEL_NULLABLE _Nullable
#define PREGEL_NONNULL _Nonnull
/* Nullability is Clang's own, which -pedantic would say of each pointer. */
#define PREGEL_ASSUME_NONNULL_BEGIN                   \
  _Pragma("clang diagnostic push")                    \
  _Pragma("clang diagnostic ignored \"-Wnullability-extension\"") _Pragma("clang assume_nonnull begin")
#define PREGEL_ASSUME_NONNULL_END _Pragma("clang assume_nonnull end") _Pragma("clang diagnostic pop")
#else
#define PREGEL_NULLABLE
#define PREGEL_NONNULL
#define PREGEL_ASSUME_NONNULL_BEGIN
#define PREGEL_ASSUME_NONNULL_END
#endif

#ifdef __cplusplus
extern "C" {
#endif
PREGEL_ASSUME_NONNULL_BEGIN

/* UTF-8 bytes, not terminated; `n` bytes long. `p` may be NULL where `n` is 0. Borrowed: see the function that takes it. */
typedef struct pregel_str {
  const char *PREGEL_NULLABLE p;
  size_t n;
} pregel_str;

/* The kinds of a value. Numbers are kept apart as they were written: 3 is an INT, 3.0 a FLOAT. */
enum {
  PREGEL_NULL = 0,
  PREGEL_BOOL = 1,
  PREGEL_INT = 2,
  PREGEL_FLOAT = 3,  /* finite: a NaN or an infinity is refused where a value enters the host */
  PREGEL_STRING = 4, /* valid UTF-8; may hold NUL bytes */
  PREGEL_BYTES = 5,  /* any bytes; printed in JSON as {"$bytes": base64} */
  PREGEL_ARRAY = 6,
  PREGEL_OBJECT = 7, /* members in insertion order; keys are unique */
  PREGEL_JSON = 8    /* from a plugin to the host only: JSON text, which the host parses where it copies the value */
};

/* Bits of `flags`; a bit that a reader does not know changes nothing of the value's meaning. */
enum {
  PREGEL_SORTED_KEYS = 1 /* an object's members are in ascending order of their keys' bytes: a lookup may halve */
};

typedef struct pregel_value pregel_value;
typedef struct pregel_member pregel_member;

/* 16 bytes. `count`: bytes of a STRING, BYTES or JSON; items of an ARRAY; members of an OBJECT; else 0. */
struct pregel_value {
  uint8_t kind;
  uint8_t flags;
  uint16_t tag; /* 0; kept for extension types */
  uint32_t count;
  union {
    bool b;
    int64_t i;
    double f;
    const char *PREGEL_NULLABLE s;
    const uint8_t *PREGEL_NULLABLE bytes;
    const pregel_value *PREGEL_NULLABLE items;
    const pregel_member *PREGEL_NULLABLE members;
  } u;
};

/* 32 bytes. */
struct pregel_member {
  pregel_str key;
  pregel_value value;
};

/* ---- making values in C: the storage that they point to must live as long as the call that they are handed to ---- */

#define PREGEL_S(literal) (pregel_make_str((literal), sizeof(literal) - 1))

/* The same as an initializer, also of static data, where a call may not stand: `.name = PREGEL_STR("parse")`. */
#define PREGEL_STR(literal) {"" literal, sizeof(literal) - 1}

static inline pregel_str pregel_make_str(const char *PREGEL_NULLABLE p, size_t n) {
  pregel_str s;
  s.p = p;
  s.n = n;
  return s;
}

/* The text up to its NUL; empty for NULL. */
static inline pregel_str pregel_cstr(const char *PREGEL_NULLABLE p) { return pregel_make_str(p, p == NULL ? 0 : strlen(p)); }

static inline pregel_value pregel_make_value(uint8_t kind, uint32_t count) {
  pregel_value v;
  memset(&v, 0, sizeof v);
  v.kind = kind;
  v.count = count;
  return v;
}

static inline pregel_value pregel_null(void) { return pregel_make_value(PREGEL_NULL, 0); }

static inline pregel_value pregel_bool(bool b) {
  pregel_value v = pregel_make_value(PREGEL_BOOL, 0);
  v.u.b = b;
  return v;
}

static inline pregel_value pregel_int(int64_t i) {
  pregel_value v = pregel_make_value(PREGEL_INT, 0);
  v.u.i = i;
  return v;
}

static inline pregel_value pregel_float(double f) {
  pregel_value v = pregel_make_value(PREGEL_FLOAT, 0);
  v.u.f = f;
  return v;
}

static inline pregel_value pregel_string(pregel_str s) {
  pregel_value v = pregel_make_value(PREGEL_STRING, (uint32_t)s.n);
  v.u.s = s.p;
  return v;
}

static inline pregel_value pregel_json(pregel_str text) {
  pregel_value v = pregel_make_value(PREGEL_JSON, (uint32_t)text.n);
  v.u.s = text.p;
  return v;
}

static inline pregel_value pregel_array(const pregel_value *PREGEL_NULLABLE items, uint32_t count) {
  pregel_value v = pregel_make_value(PREGEL_ARRAY, count);
  v.u.items = items;
  return v;
}

static inline pregel_value pregel_object(const pregel_member *PREGEL_NULLABLE members, uint32_t count) {
  pregel_value v = pregel_make_value(PREGEL_OBJECT, count);
  v.u.members = members;
  return v;
}

/* ---- reading values in C: every getter takes NULL for a value that is not there, so that they can be nested -------- */

static inline bool pregel_str_equal(pregel_str a, pregel_str b) {
  if (a.n != b.n) return false;
  if (a.n > 16) return a.p[0] == b.p[0] && memcmp(a.p, b.p, a.n) == 0;
  /* Names are short: two words that overlap are all of one. */
  if (a.n >= 8) {
    uint64_t a_first, a_last, b_first, b_last;
    memcpy(&a_first, a.p, 8), memcpy(&a_last, a.p + a.n - 8, 8);
    memcpy(&b_first, b.p, 8), memcpy(&b_last, b.p + b.n - 8, 8);
    return a_first == b_first && a_last == b_last;
  }
  if (a.n >= 4) {
    uint32_t a_first, a_last, b_first, b_last;
    memcpy(&a_first, a.p, 4), memcpy(&a_last, a.p + a.n - 4, 4);
    memcpy(&b_first, b.p, 4), memcpy(&b_last, b.p + b.n - 4, 4);
    return a_first == b_first && a_last == b_last;
  }
  return a.n == 0 || (a.p[0] == b.p[0] && a.p[a.n / 2] == b.p[b.n / 2] && a.p[a.n - 1] == b.p[b.n - 1]);
}

/* The text of a STRING (or JSON); empty for every other kind, and for NULL. */
static inline pregel_str pregel_text(const pregel_value *PREGEL_NULLABLE v) {
  if (v != NULL && (v->kind == PREGEL_STRING || v->kind == PREGEL_JSON)) return pregel_make_str(v->u.s, v->count);
  return pregel_make_str(NULL, 0);
}

/* The member `key` of an object; NULL where `v` is no object or has no such member. */
static inline const pregel_value *PREGEL_NULLABLE pregel_get(const pregel_value *PREGEL_NULLABLE v, pregel_str key) {
  if (v == NULL || v->kind != PREGEL_OBJECT) return NULL;
  uint32_t low = 0, high = v->count;
  if ((v->flags & PREGEL_SORTED_KEYS) != 0) {
    while (high - low > 8) {
      uint32_t middle = low + (high - low) / 2;
      pregel_str k = v->u.members[middle].key;
      size_t n = k.n < key.n ? k.n : key.n;
      int order = n == 0 ? 0 : memcmp(k.p, key.p, n);
      if (order < 0 || (order == 0 && k.n <= key.n)) low = middle;
      else high = middle;
    }
  }
  for (; low < high; low++)
    if (pregel_str_equal(v->u.members[low].key, key)) return &v->u.members[low].value;
  return NULL;
}

/* The item at `index` of an array; NULL where `v` is no array or is shorter. */
static inline const pregel_value *PREGEL_NULLABLE pregel_at(const pregel_value *PREGEL_NULLABLE v, uint32_t index) {
  return v != NULL && v->kind == PREGEL_ARRAY && index < v->count ? &v->u.items[index] : NULL;
}

/* The value of a BOOL; else `otherwise`. */
static inline bool pregel_as_bool(const pregel_value *PREGEL_NULLABLE v, bool otherwise) {
  if (v != NULL && v->kind == PREGEL_BOOL) return v->u.b;
  return otherwise;
}

/* The value of an INT; else `otherwise`. */
static inline int64_t pregel_as_int(const pregel_value *PREGEL_NULLABLE v, int64_t otherwise) {
  if (v != NULL && v->kind == PREGEL_INT) return v->u.i;
  return otherwise;
}

/* The value of a FLOAT or an INT; else `otherwise`. */
static inline double pregel_as_float(const pregel_value *PREGEL_NULLABLE v, double otherwise) {
  if (v != NULL && v->kind == PREGEL_INT) return (double)v->u.i;
  if (v != NULL && v->kind == PREGEL_FLOAT) return v->u.f;
  return otherwise;
}

PREGEL_ASSUME_NONNULL_END
#ifdef __cplusplus
}
#endif
#endif
