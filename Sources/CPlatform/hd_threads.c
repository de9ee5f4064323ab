#define _GNU_SOURCE
#include "hd_threads.h"

#include <poll.h>
#include <pthread.h>
#include <stddef.h>
#include <time.h>

int hd_wait_readable(int descriptor, int64_t timeout) {
  struct pollfd entry = {.fd = descriptor, .events = POLLIN};
  struct timespec limit = {.tv_sec = timeout / 1000000000, .tv_nsec = timeout % 1000000000};
  return ppoll(&entry, 1, timeout < 0 ? NULL : &limit, NULL);
}

void hd_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }
