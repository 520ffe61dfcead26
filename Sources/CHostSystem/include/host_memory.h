/* host_memory.h - memory that the process has and no longer needs. */
#ifndef HOST_MEMORY_H
#define HOST_MEMORY_H

/* Lets go of the tables of all libraries that only the dynamic loader reads: symbols, names, relocations. They are pages of
 * files, and come back where it reads them again: so this is to be called after it has loaded something. */
void host_release_loader_tables(void);

#endif
