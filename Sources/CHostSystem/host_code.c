#define _GNU_SOURCE
#include "host_memory.h"

#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the kernel says of a page (Documentation/admin-guide/mm/pagemap.rst). */
#define PAGE_IS_PRESENT (1ull << 63)
#define PAGE_IS_SWAPPED (1ull << 62)
#define PAGE_IS_THE_FILES (1ull << 61)

/* What is looked at in one go. */
enum { PAGES = 512 };

/* Whether the process has changed a page, as the loader does for a few libraries, or a debugger that stops in one: then the
 * file does not have what is in it. */
static int is_own(uint64_t page) {
  return (page & (PAGE_IS_PRESENT | PAGE_IS_SWAPPED)) != 0 && (page & PAGE_IS_THE_FILES) == 0;
}

static void release_pages(uintptr_t page, uintptr_t first, uintptr_t end) {
  if (first < end) madvise((void *)(first * page), (end - first) * page, MADV_DONTNEED);
}

/* Lets go of the pages `first` to `end` that are the file's. */
static void release_range(int pagemap, uintptr_t page, uintptr_t first, uintptr_t end) {
  uint64_t states[PAGES];
  uintptr_t begin = first;
  while (first < end) {
    size_t wanted = end - first < PAGES ? end - first : PAGES;
    ssize_t got = pread(pagemap, states, wanted * sizeof states[0], (off_t)(first * sizeof states[0]));
    if (got < (ssize_t)sizeof states[0]) break;
    size_t count = (size_t)got / sizeof states[0];
    for (size_t i = 0; i < count; i++) {
      if (!is_own(states[i])) continue;
      release_pages(page, begin, first + i);
      begin = first + i + 1;
    }
    first += count;
  }
  release_pages(page, begin, first);
}

/* What is released, and whether that may be in parts that are written too. */
typedef struct {
  int pagemap;
  int is_alone;
} release;

/* Whether no other thread could write a page between the look at it and its end. */
static int is_alone(void) {
  struct stat tasks;
  return stat("/proc/self/task", &tasks) == 0 && tasks.st_nlink == 3;
}

/* Of one library: the parts of its file that nobody writes, or has written so far. */
static int release_library(struct dl_phdr_info *library, size_t size, void *argument) {
  (void)size;
  const release *what = argument;
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  for (int i = 0; i < library->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &library->dlpi_phdr[i];
    if (part->p_type != PT_LOAD || (part->p_flags & PF_W && !what->is_alone)) continue;
    uintptr_t start = library->dlpi_addr + part->p_vaddr;
    release_range(what->pagemap, page, start / page, (start + part->p_filesz + page - 1) / page);
  }
  return 0;
}

void host_release_code(void) {
  release what = {open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC), is_alone()};
  if (what.pagemap < 0) return;
  dl_iterate_phdr(release_library, &what);
  close(what.pagemap);
}
