#define _GNU_SOURCE

#include <linux/kd.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/ioctl.h>

#include "cplatform.h"

int hd_console_font_has(int terminal, const uint32_t *characters, size_t count) {
  // The number of entries is of 16 bits; the kernel says how many of them it filled.
  struct unimapdesc map = {.entry_ct = UINT16_MAX};
  map.entries = malloc(map.entry_ct * sizeof *map.entries);
  if (map.entries == NULL) return -1;
  int result = -1;
  if (ioctl(terminal, GIO_UNIMAP, &map) == 0) {
    result = 1;
    for (size_t i = 0; i < count && result == 1; ++i) {
      bool is_there = false;
      for (unsigned j = 0; j < map.entry_ct && !is_there; ++j) {
        is_there = map.entries[j].unicode == characters[i];
      }
      if (!is_there) result = 0;
    }
  }
  free(map.entries);
  return result;
}
