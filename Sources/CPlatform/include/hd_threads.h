#ifndef HEATDEATH_HD_THREADS_H
#define HEATDEATH_HD_THREADS_H

#include <stdint.h>

/* What threads need and glibc declares only under _GNU_SOURCE, which Swift's importer does not
   set. */

/* Waits until `descriptor` is readable: 1 when it is, 0 after `timeout` nanoseconds, -1 with errno
   set on failure. A negative timeout waits for ever; interrupted waits end with -1 and EINTR. */
int hd_wait_readable(int descriptor, int64_t timeout);

/* Names the calling thread; glibc accepts up to 15 bytes. */
void hd_name_thread(const char *name);

#endif
