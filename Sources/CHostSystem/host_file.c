#define _GNU_SOURCE
#include "host_file.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "host_sha256.h"

/* Says that the file may be executed: since Linux 6.3, and needed where the system lets no other be. */
#ifndef MFD_EXEC
#define MFD_EXEC 0x0010U
#endif

enum { SEALS = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL };

/* ---- without signals ---- */

/* Both signals go to the thread that writes: it does not take them meanwhile, and throws away those that came of it. */
typedef struct {
  sigset_t mask, pending;
} quiet;

static void written_signals(sigset_t *set) {
  sigemptyset(set);
  sigaddset(set, SIGXFSZ);
  sigaddset(set, SIGPIPE);
}

static void begin_quiet(quiet *state) {
  sigset_t set;
  written_signals(&set);
  sigpending(&state->pending);
  pthread_sigmask(SIG_BLOCK, &set, &state->mask);
}

static void end_quiet(const quiet *state) {
  int error = errno;
  static const int signals[] = {SIGXFSZ, SIGPIPE};
  for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, signals[i]);
    const struct timespec at_once = {0, 0};
    if (!sigismember(&state->pending, signals[i])) sigtimedwait(&one, NULL, &at_once);
  }
  pthread_sigmask(SIG_SETMASK, &state->mask, NULL);
  errno = error;
}

static int write_all(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return -1;
    bytes += written;
    count -= (size_t)written;
  }
  return 0;
}

int host_write(int descriptor, const void *bytes, size_t count) {
  quiet state;
  begin_quiet(&state);
  int result = write_all(descriptor, bytes, count);
  end_quiet(&state);
  return result;
}

/* ---- files in memory ---- */

static int new_memory_file(const char *name) {
  int file = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_EXEC);
  if (file >= 0 || errno != EINVAL) return file;
  return memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
}

/* What is read in one go, and kept or left out. */
enum { PIECE = 1 << 16 };

/* What is copied, and where to. */
typedef struct {
  int from, to;
  uint64_t most;
  const host_part *parts;
  size_t count;
} copying;

/* Reads as much as there is, up to `size`. */
static ssize_t read_piece(int file, char *piece, size_t size, uint64_t place) {
  size_t done = 0;
  while (done < size) {
    ssize_t count = pread(file, piece + done, size - done, (off_t)(place + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return -1;
    if (count == 0) break;
    done += (size_t)count;
  }
  return (ssize_t)done;
}

static bool is_kept(const copying *what, uint64_t place) {
  for (size_t i = 0; i < what->count; i++) {
    if (place >= what->parts[i].begin && place < what->parts[i].end) return true;
  }
  return what->count == 0;
}

static int copy(const copying *what, uint8_t digest[32]) {
  char piece[PIECE];
  host_sha256_sum sum;
  host_sha256_begin(&sum);
  uint64_t place = 0;
  for (ssize_t count = PIECE; count == PIECE; place += (uint64_t)count) {
    count = read_piece(what->from, piece, PIECE, place);
    if (count < 0) return -1;
    if (place + (uint64_t)count > what->most) {
      errno = EOVERFLOW;
      return -1;
    }
    host_sha256_add(&sum, (const uint8_t *)piece, (size_t)count);
    if (!is_kept(what, place)) continue;
    if (lseek(what->to, (off_t)place, SEEK_SET) < 0 || write_all(what->to, piece, (size_t)count) != 0) return -1;
  }
  host_sha256_end(&sum, digest);
  return ftruncate(what->to, (off_t)place);
}

/* The limit of file sizes is one for files on disks: it does not count for a copy in memory, whose size is limited here, as
 * far as this process may say so. It is the whole process's, so one thread at a time changes it. */
static pthread_mutex_t limit_lock = PTHREAD_MUTEX_INITIALIZER;

static bool raise_limit(struct rlimit *before) {
  if (getrlimit(RLIMIT_FSIZE, before) != 0 || before->rlim_cur == RLIM_INFINITY) return false;
  const struct rlimit none = {RLIM_INFINITY, RLIM_INFINITY}, most = {before->rlim_max, before->rlim_max};
  return setrlimit(RLIMIT_FSIZE, &none) == 0 || setrlimit(RLIMIT_FSIZE, &most) == 0;
}

static int copy_and_seal(const copying *what, uint8_t digest[32]) {
  struct rlimit before;
  quiet state;
  pthread_mutex_lock(&limit_lock);
  bool is_raised = raise_limit(&before);
  begin_quiet(&state);
  int result = copy(what, digest);
  end_quiet(&state);
  int error = errno;
  if (is_raised) setrlimit(RLIMIT_FSIZE, &before);
  pthread_mutex_unlock(&limit_lock);
  errno = error;
  return result == 0 ? fcntl(what->to, F_ADD_SEALS, SEALS) : result;
}

int host_seal(int from, const char *name, uint64_t most, const host_part *parts, size_t count, uint8_t digest[32]) {
  int file = new_memory_file(name);
  const copying what = {from, file, most, parts, count};
  if (file < 0 || copy_and_seal(&what, digest) == 0) return file;
  int error = errno;
  close(file);
  errno = error;
  return -1;
}

int host_is_sealed(int descriptor) {
  int seals = fcntl(descriptor, F_GET_SEALS);
  return seals >= 0 && (seals & SEALS) == SEALS;
}
