/* host_object.h - shared objects that are loaded out of a memory file. */
#ifndef HOST_OBJECT_H
#define HOST_OBJECT_H

#include <stddef.h>

/* A library that another one needs: where it is, and the name by which the loader will ask for it. */
typedef struct {
  const char *path;
  const char *name;
} host_library;

/* Maps the shared object in the file behind `descriptor` into the process, for good, as dlopen(3) does; `dlsym` takes what it
 * answers. `path` is where its bytes come from: from then on that is its name for dladdr(3), debuggers and whoever loads the
 * path. To be called once for each file, and the descriptor kept open as long as the process lives.
 *
 * `libraries` are mapped before, each by its path: those that only the object's own folder leads to, which the loader would
 * look for in the folder of the descriptor. NULL where something cannot be loaded: dlerror(3) tells. */
void *host_load_object(int descriptor, const char *path, const host_library *libraries, size_t count);

#endif
