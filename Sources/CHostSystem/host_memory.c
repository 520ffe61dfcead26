#define _GNU_SOURCE
#include "host_memory.h"

#include <link.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

/* Where a library's tables lie: linkers put them one after the other. */
typedef struct {
  uintptr_t begin, end;
} range;

static void include(range *all, uintptr_t place, uintptr_t size) {
  if (place == 0) return;
  if (all->begin == 0 || place < all->begin) all->begin = place;
  if (place + size > all->end) all->end = place + size;
}

static range tables(const struct dl_phdr_info *library, const ElfW(Dyn) * entry) {
  uintptr_t names = 0, name_bytes = 0, data = 0, data_bytes = 0, calls = 0, call_bytes = 0;
  range all = {0, 0};
  for (; entry->d_tag != DT_NULL; entry++) {
    uintptr_t place = entry->d_un.d_ptr;
    /* The loader may have turned an offset into an address. */
    if (place < library->dlpi_addr) place += library->dlpi_addr;
    switch (entry->d_tag) {
      case DT_STRTAB: names = place; break;
      case DT_STRSZ: name_bytes = entry->d_un.d_val; break;
      case DT_RELA: data = place; break;
      case DT_RELASZ: data_bytes = entry->d_un.d_val; break;
      case DT_JMPREL: calls = place; break;
      case DT_PLTRELSZ: call_bytes = entry->d_un.d_val; break;
      case DT_SYMTAB:
      case DT_GNU_HASH:
      case DT_VERSYM: include(&all, place, 0); break;
      default: break;
    }
  }
  include(&all, names, name_bytes);
  include(&all, data, data_bytes);
  include(&all, calls, call_bytes);
  return all;
}

/* Lets go of the pages that lie in the tables as a whole, if they are in a part of the file that nobody writes. */
static int release(struct dl_phdr_info *library, size_t size, void *unused) {
  (void)size, (void)unused;
  range all = {0, 0};
  for (int i = 0; i < library->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &library->dlpi_phdr[i];
    if (part->p_type == PT_DYNAMIC) all = tables(library, (const ElfW(Dyn) *)(library->dlpi_addr + part->p_vaddr));
  }
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t begin = (all.begin + page - 1) & ~(page - 1), end = all.end & ~(page - 1);
  for (int i = 0; i < library->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &library->dlpi_phdr[i];
    uintptr_t start = library->dlpi_addr + part->p_vaddr;
    if (part->p_type != PT_LOAD || part->p_flags & PF_W || begin < start || end > start + part->p_filesz) continue;
    if (begin < end) madvise((void *)begin, end - begin, MADV_DONTNEED);
  }
  return 0;
}

void host_release_loader_tables(void) { dl_iterate_phdr(release, NULL); }
