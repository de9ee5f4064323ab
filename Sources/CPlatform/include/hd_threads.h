#ifndef HEATDEATH_HD_THREADS_H
#define HEATDEATH_HD_THREADS_H

/* What threads need and glibc declares only under _GNU_SOURCE, which Swift's importer does not
   set. */

/* Names the calling thread; glibc accepts up to 15 bytes. */
void hd_name_thread(const char *name);

#endif
