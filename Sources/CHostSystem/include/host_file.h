/* host_file.h - files as the host writes and keeps them: what a plugin is loaded from, what is remembered of it. */
#ifndef HOST_FILE_H
#define HOST_FILE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* A part of a file, from one byte to before another. */
typedef struct {
  uint64_t begin, end;
} host_part;

/* Copies what is read from `from`, from its beginning to its end, into a new file in memory, and seals it: nobody can change
 * it any more, in this process or another. Of the bytes outside of `parts`, whose places are multiples of 64 KiB, there
 * are only zeros in it; all of it is there where `count` is 0. `digest` gets the SHA-256 of everything that was read, once. `name` is
 * what the system's lists of mappings call the file. Answers its descriptor, which programs that this process starts do not
 * inherit; -1 and errno where it cannot be made, EOVERFLOW where there are more than `most` bytes. From any thread. */
int host_seal(int from, const char *name, uint64_t most, const host_part *parts, size_t count, uint8_t digest[32]);

/* Whether nobody can change what is in the file any more. */
int host_is_sealed(int descriptor);

/* Writes all of it, without the signals that a limit of file sizes (SIGXFSZ) or a reader that is gone (SIGPIPE) would send.
 * Answers 0, or -1 and errno. */
int host_write(int descriptor, const void *bytes, size_t count);

#endif
