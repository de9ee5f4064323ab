#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "restoration.h"

struct slot {
  struct hd_restoration restoration;
  char bytes[HD_RESTORATION_LIMIT];
};

// Everything that restoring reads lives here: a signal handler may neither allocate nor take a
// lock. The memory is shared with the guard, which has to know how the terminal was left when this
// process is gone. Of two slots one is written while the other is in force, so that at no moment
// there is none.
struct plan {
  /// The slot in force, or -1.
  atomic_int armed;
  /// An `enum hd_output`: what the terminal has of the last frame.
  atomic_int output;
  struct slot slots[2];
};

/// How long leaving may take in all, and its first try at a terminal that takes nothing.
enum { leaving_nanoseconds = 600000000, patience_nanoseconds = 200000000 };

static struct plan *plan;
static int last_slot;

int hd_share_restoration(void) {
  if (plan != NULL) return 0;
  void *memory =
      mmap(NULL, sizeof *plan, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return -1;
  plan = memory;
  atomic_store(&plan->armed, -1);
  return 0;
}

int hd_arm_restoration(const struct hd_restoration *restoration) {
  if (hd_share_restoration() < 0) return -1;
  if (restoration->length > HD_RESTORATION_LIMIT) {
    errno = EINVAL;
    return -1;
  }
  last_slot = 1 - last_slot;
  struct slot *slot = &plan->slots[last_slot];
  slot->restoration = *restoration;
  memcpy(slot->bytes, restoration->bytes, restoration->length);
  slot->restoration.bytes = slot->bytes;
  atomic_store(&plan->armed, last_slot);
  return 0;
}

/// Takes what is in force, so that of several callers one restores; NULL where nothing is.
static const struct hd_restoration *disarm(void) {
  if (plan == NULL) return NULL;
  int armed = atomic_exchange(&plan->armed, -1);
  return armed < 0 ? NULL : &plan->slots[armed].restoration;
}

void hd_note_output(enum hd_output output) {
  if (plan != NULL) atomic_store(&plan->output, output);
}

/// Whether the terminal takes output before the clock shows `deadline`.
static bool is_writable(int descriptor, int64_t deadline) {
  struct pollfd writable = {.fd = descriptor, .events = POLLOUT};
  int64_t left;
  int ready;
  do {
    left = deadline - hd_monotonic_nanoseconds();
    ready = hd_poll(&writable, 1, left < 0 ? 0 : left);
  } while (ready < 0 && errno == EINTR);
  return ready > 0 && (writable.revents & POLLOUT) != 0;
}

/// Writes all of it; gives up on an error or at `deadline`. Returns the bytes that were taken.
static size_t write_until(int descriptor, const char *bytes, size_t length, int64_t deadline) {
  size_t done = 0;
  // Asked before each write, and written in pieces: the descriptor may be one that waits.
  while (done < length && is_writable(descriptor, deadline)) {
    size_t piece = length - done < 512 ? length - done : 512;
    ssize_t taken = write(descriptor, bytes + done, piece);
    if (taken > 0) {
      done += (size_t)taken;
    } else if (taken < 0 && errno != EINTR && errno != EAGAIN) {
      break;
    }
  }
  return done;
}

size_t hd_write_within(int descriptor, const char *bytes, size_t length, int64_t nanoseconds) {
  return write_until(descriptor, bytes, length, hd_monotonic_nanoseconds() + nanoseconds);
}

static void leave_screen(const struct hd_restoration *restoration, int64_t deadline) {
  if (restoration->length == 0) return;
  int output = restoration->output;
  // Somebody has stopped the terminal, and goes on to a shell that would wait for it in vain.
  if (!is_writable(output, 0)) tcflow(output, TCOON);
  bool is_cut = false;
  switch (atomic_load(&plan->output)) {
  case HD_OUTPUT_WHOLE: break;
  case HD_OUTPUT_CUT: is_cut = true; break;
  case HD_OUTPUT_STALE:
    // Frames that nobody has read, and nothing else: of no use to anyone now.
    tcflush(output, TCOFLUSH);
    is_cut = true;
    break;
  }
  int64_t patience = hd_monotonic_nanoseconds() + patience_nanoseconds;
  for (int attempt = 0; attempt < 2; ++attempt) {
    size_t skipped = is_cut ? 0 : restoration->cancel_length;
    size_t length = restoration->length - skipped;
    int64_t limit = attempt == 0 && patience < deadline ? patience : deadline;
    if (write_until(output, restoration->bytes + skipped, length, limit) == length) return;
    // It reads too slowly. Part of these bytes may go with the rest: all of them once more.
    tcflow(output, TCOON);
    tcflush(output, TCOFLUSH);
    is_cut = true;
  }
}

static void set_modes(const struct hd_restoration *restoration) {
  // Not TCSADRAIN: that waits for ever for a stopped terminal.
  tcsetattr(restoration->input, TCSANOW, &restoration->modes);
}

static void replay_standard_error(const struct hd_restoration *restoration, int64_t deadline) {
  if (restoration->standard_error < 0 || restoration->captured_error < 0) return;
  off_t end = lseek(restoration->captured_error, 0, SEEK_CUR);
  dup2(restoration->standard_error, STDERR_FILENO);
  char buffer[512];
  off_t position = 0;
  while (position < end) {
    size_t wanted = end - position < (off_t)sizeof buffer ? (size_t)(end - position) : sizeof buffer;
    ssize_t count = pread(restoration->captured_error, buffer, wanted, position);
    if (count <= 0) break;
    size_t taken = write_until(restoration->replay, buffer, (size_t)count, deadline);
    if (taken < (size_t)count) break;
    position += count;
  }
  lseek(restoration->captured_error, 0, SEEK_SET);
}

/// Whether the modes are this process's to set.
static bool are_ours(const struct hd_restoration *restoration, bool is_of_the_dead) {
  if (!is_of_the_dead) {
    // In the background the terminal's modes are another's.
    pid_t foreground = tcgetpgrp(restoration->input);
    return foreground < 0 || foreground == getpgrp();
  }
  // A shell may have been quicker. Then the modes are its own by now, and right.
  const struct termios *ours = &restoration->screen_modes;
  struct termios found;
  return tcgetattr(restoration->input, &found) == 0 && found.c_iflag == ours->c_iflag &&
         found.c_oflag == ours->c_oflag && found.c_lflag == ours->c_lflag;
}

static void restore(bool is_of_the_dead) {
  const struct hd_restoration *restoration = disarm();
  if (restoration == NULL) return;
  int error = errno;
  int64_t deadline = hd_monotonic_nanoseconds() + leaving_nanoseconds;
  // Neither writing nor setting the modes must stop the process, even if it loses the foreground
  // in between.
  sigset_t blocked, before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &blocked, &before);
  // First, since it takes no time: who writes meanwhile expects that new lines return.
  if (are_ours(restoration, is_of_the_dead)) set_modes(restoration);
  leave_screen(restoration, deadline);
  replay_standard_error(restoration, deadline);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = error;
}

void hd_restore_terminal(void) { restore(false); }

void hd_restore_terminal_of_the_dead(void) { restore(true); }
