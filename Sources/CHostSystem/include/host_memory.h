/* host_memory.h - memory that the process has and no longer needs. */
#ifndef HOST_MEMORY_H
#define HOST_MEMORY_H

/* Lets go of the tables of all libraries that only the dynamic loader reads: symbols, names, relocations. They are pages of
 * files, and come back where it reads them again: so this is to be called after it has loaded something. */
void host_release_loader_tables(void);

/* Lets go of the code and constants of the program and its libraries, and where there is no other thread of data that nobody
 * has written, as far as they are what their files say: several megabytes. What is still needed comes back from the system's
 * page cache as it is used, what only the start needed does not. It takes part of a millisecond, and what comes back as much
 * again: to be called where something large needs room. */
void host_release_code(void);

#endif
