/* host_memory.h - memory that the process has and no longer needs. */
#ifndef HOST_MEMORY_H
#define HOST_MEMORY_H

/* Lets go of the code and constants of the program and its libraries, as far as they are what their files say. What is still
 * needed comes back from the system's page cache as it is used; what only the start needed does not. To be called when a part
 * of the start is over: the dynamic loader's work, loading a plugin or a graph. */
void host_release_files(void);

#endif
