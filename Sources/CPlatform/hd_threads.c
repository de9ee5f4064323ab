#define _GNU_SOURCE
#include "hd_threads.h"

#include <pthread.h>

void hd_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }
