/* host_file.h - files as the host writes and keeps them: what a plugin is loaded from, what is remembered of it. */
#ifndef HOST_FILE_H
#define HOST_FILE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Copies what is read from `from`, from its beginning to its end, into a new file in memory, and seals it: nobody can change
 * it any more, in this process or another. `name` is what the system's lists of mappings call it. Answers its descriptor,
 * which programs that this process starts do not inherit; -1 and errno where it cannot be made, EOVERFLOW where there are more
 * than `most` bytes. From any thread. */
int host_seal(int from, const char *name, uint64_t most);

/* Whether nobody can change what is in the file any more. */
int host_is_sealed(int descriptor);

/* Writes all of it, without the signals that a limit of file sizes (SIGXFSZ) or a reader that is gone (SIGPIPE) would send.
 * Answers 0, or -1 and errno. */
int host_write(int descriptor, const void *bytes, size_t count);

#endif
