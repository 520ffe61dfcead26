#include "host_line.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

static void say(host_line *line, const char *text, size_t size) {
  size_t room = sizeof line->text - line->size;
  if (size > room) size = room;
  memcpy(line->text + line->size, text, size);
  line->size += size;
}

void host_line_say(host_line *line, const char *text) { say(line, text, strlen(text)); }

/* How many bytes of a control character, or of one that turns the direction of what follows, begin here; 0 for others. */
static size_t harm(const unsigned char *b, size_t left) {
  if (b[0] < 0x20 || b[0] == 0x7F) return 1;
  if (left > 1 && b[0] == 0xC2 && b[1] < 0xA0) return 2;
  if (left > 1 && b[0] == 0xD8 && b[1] == 0x9C) return 2;
  if (left < 3 || b[0] != 0xE2) return 0;
  bool is_turn = (b[1] == 0x80 && (b[2] == 0x8E || b[2] == 0x8F || (b[2] >= 0xA8 && b[2] <= 0xAE))) ||
                 (b[1] == 0x81 && b[2] >= 0xA6 && b[2] <= 0xA9);
  return is_turn ? 3 : 0;
}

void host_line_name(host_line *line, const char *kind, const char *name, size_t size) {
  enum { most = 200 };
  const unsigned char *bytes = (const unsigned char *)name;
  size_t shown = size < most ? size : most;
  host_line_say(line, kind);
  host_line_say(line, " \"");
  for (size_t i = 0; i < shown;) {
    size_t harmful = harm(bytes + i, size - i);
    say(line, harmful > 0 ? "?" : name + i, 1);
    i += harmful > 0 ? harmful : 1;
  }
  host_line_say(line, "\"");
}

void host_line_number(host_line *line, long number) {
  char digits[24];
  size_t place = sizeof digits;
  unsigned long rest = number < 0 ? 0UL - (unsigned long)number : (unsigned long)number;
  do digits[--place] = (char)('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (number < 0) digits[--place] = '-';
  say(line, digits + place, sizeof digits - place);
}

void host_line_write(const host_line *line) {
  for (size_t written = 0; written < line->size;) {
    ssize_t count = write(STDERR_FILENO, line->text + written, line->size - written);
    if (count > 0) {
      written += (size_t)count;
    } else if (count < 0 && errno == EAGAIN) {
      struct pollfd slow = {STDERR_FILENO, POLLOUT, 0};
      if (poll(&slow, 1, 1000) <= 0) return;
    } else if (count == 0 || errno != EINTR) {
      return;
    }
  }
}
