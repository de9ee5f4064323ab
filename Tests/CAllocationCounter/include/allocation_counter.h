#pragma once
#include <stdbool.h>
#include <stdint.h>

/// Whether allocations are counted: only with glibc and without sanitizers, which bring their own
/// allocator.
bool allocation_counter_is_available(void);

/// How often the calling thread has allocated memory since it began.
int64_t allocation_count(void);

/// How many bytes the calling thread has asked for since it began, whether freed since or not.
int64_t allocated_bytes(void);
