/* host_line.h - one line for standard error, made and written without anything that a signal handler may not do. */
#ifndef HOST_LINE_H
#define HOST_LINE_H

#include <stddef.h>

typedef struct host_line {
  char text[1024];
  size_t size;
} host_line;

/* Adds text of the host's own. What does not fit is left out. */
void host_line_say(host_line *line, const char *text);

/* Adds ` "name"` behind `kind`: at most 200 bytes of it, and nothing that commands a terminal. */
void host_line_name(host_line *line, const char *kind, const char *name, size_t size);

/* Adds a number. */
void host_line_number(host_line *line, long number);

/* Writes the line to standard error; a reader that is slow is waited for, for a second. */
void host_line_write(const host_line *line);

#endif
