/* Counts allocations, a thread at a time: the definitions below take the place of the C library's
 * in the whole test process, count, and hand on to it. Other threads cannot disturb the count. */
#include "allocation_counter.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif

#if defined(__GLIBC__) && !defined(SANITIZED)

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static _Thread_local int64_t count;
static _Thread_local int64_t bytes;

void *malloc(size_t size) {
  count++;
  bytes += (int64_t)size;
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  count++;
  bytes += (int64_t)(number * size);
  return __libc_calloc(number, size);
}

void *realloc(void *old, size_t size) {
  count++;
  bytes += (int64_t)size;
  return __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  count++;
  bytes += (int64_t)size;
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **result, size_t alignment, size_t size) {
  count++;
  bytes += (int64_t)size;
  void *memory = __libc_memalign(alignment, size);
  if (!memory) return ENOMEM;
  *result = memory;
  return 0;
}

bool allocation_counter_is_available(void) { return true; }

int64_t allocation_count(void) { return count; }

int64_t allocated_bytes(void) { return bytes; }

#else

bool allocation_counter_is_available(void) { return false; }

int64_t allocation_count(void) { return 0; }

int64_t allocated_bytes(void) { return 0; }

#endif
