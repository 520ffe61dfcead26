#define _GNU_SOURCE
#include "host_object.h"

#include <dlfcn.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FLAGS = RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE };

static const char descriptors[] = "/proc/self/fd/";

/* A library that goes by another name for a while. */
typedef struct {
  struct link_map *map;
  char *name;
} renamed;

static struct link_map *map_of(void *library) {
  struct link_map *map = NULL;
  return library != NULL && dlinfo(library, RTLD_DI_LINKMAP, &map) == 0 ? map : NULL;
}

/* Maps a library, and has the loader know it by the name that is asked for: by itself it knows one by its path and the name
 * that is in it (DT_SONAME), which many libraries do not have. */
static int load_library(const host_library *library, renamed *it) {
  it->map = map_of(dlopen(library->path, FLAGS));
  if (it->map == NULL) return -1;
  it->name = it->map->l_name;
  it->map->l_name = (char *)library->name;
  return 0;
}

/* Whether the object was mapped just now, and has not got its own name yet. */
static int is_new(const struct link_map *map) {
  return strncmp(map->l_name, descriptors, sizeof descriptors - 1) == 0;
}

/* Maps a file by its descriptor. The loader remembers every name that it was given: one that was given for another file, whose
 * descriptor somebody has closed, would give that file's object. More slashes are another name for the same file. */
static void *load_file(int descriptor) {
  char name[256];
  void *object = NULL;
  for (int slashes = 0; slashes < 200; slashes++) {
    snprintf(name, sizeof name, "%s%.*s%d", descriptors, slashes,
             "////////////////////////////////////////////////////////////////////////////////////////////////////"
             "////////////////////////////////////////////////////////////////////////////////////////////////////",
             descriptor);
    object = dlopen(name, FLAGS);
    if (object == NULL || is_new(map_of(object))) return object;
  }
  return NULL;
}

/* Gives an object the name of the file that its bytes come from: never freed, as the object is never unmapped. */
static void name_object(struct link_map *map, const char *path) {
  if (map == NULL) return;
  char *name = strdup(path);
  if (name != NULL) map->l_name = name;
}

void *host_load_object(int descriptor, const char *path, const host_library *libraries, size_t count) {
  renamed *loaded = calloc(count + 1, sizeof *loaded);
  if (loaded == NULL) return NULL;
  size_t done = 0;
  while (done < count && load_library(&libraries[done], &loaded[done]) == 0) done++;
  void *object = done == count ? load_file(descriptor) : NULL;
  while (done > 0) {
    done--;
    loaded[done].map->l_name = loaded[done].name;
  }
  free(loaded);
  name_object(map_of(object), path);
  return object;
}
