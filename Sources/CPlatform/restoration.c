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
  struct slot slots[2];
};

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

/// Writes all of it; gives up on an error or when nothing was taken for `patience` milliseconds.
/// Returns the bytes that were taken.
static size_t write_patiently(int descriptor, const char *bytes, size_t length, int patience) {
  size_t done = 0;
  while (done < length) {
    ssize_t taken = write(descriptor, bytes + done, length - done);
    if (taken > 0) {
      done += (size_t)taken;
    } else if (taken < 0 && errno == EINTR) {
      continue;
    } else if (taken < 0 && errno == EAGAIN) {
      struct pollfd writable = {.fd = descriptor, .events = POLLOUT};
      if (poll(&writable, 1, patience) <= 0) break;
      if (!(writable.revents & POLLOUT)) break;
    } else {
      break;
    }
  }
  return done;
}

static void leave_screen(const struct hd_restoration *restoration) {
  const char *bytes = restoration->bytes;
  size_t length = restoration->length;
  size_t done = write_patiently(restoration->output, bytes, length, 250);
  if (done == length) return;
  // The terminal takes nothing (it was stopped, or reads too slowly). What it was sent and did not
  // show is of no use to anyone now.
  tcflush(restoration->output, TCOFLUSH);
  write_patiently(restoration->output, bytes + done, length - done, 250);
}

static void set_modes(const struct hd_restoration *restoration) {
  // Setting them must not stop the process even if it loses the foreground in between.
  sigset_t blocked, before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &blocked, &before);
  // Not TCSADRAIN: that waits for ever for a stopped terminal.
  tcsetattr(restoration->input, TCSANOW, &restoration->modes);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void replay_standard_error(const struct hd_restoration *restoration) {
  if (restoration->standard_error < 0 || restoration->captured_error < 0) return;
  off_t end = lseek(restoration->captured_error, 0, SEEK_CUR);
  dup2(restoration->standard_error, STDERR_FILENO);
  char buffer[512];
  off_t position = 0;
  while (position < end) {
    size_t wanted = end - position < (off_t)sizeof buffer ? (size_t)(end - position) : sizeof buffer;
    ssize_t count = pread(restoration->captured_error, buffer, wanted, position);
    if (count <= 0) break;
    if (write_patiently(STDERR_FILENO, buffer, (size_t)count, 250) < (size_t)count) break;
    position += count;
  }
  lseek(restoration->captured_error, 0, SEEK_SET);
}

void hd_restore_terminal(void) {
  const struct hd_restoration *restoration = disarm();
  if (restoration == NULL) return;
  int error = errno;
  leave_screen(restoration);
  // In the background the terminal's modes are another's.
  pid_t foreground = tcgetpgrp(restoration->input);
  if (foreground < 0 || foreground == getpgrp()) set_modes(restoration);
  replay_standard_error(restoration);
  errno = error;
}

void hd_restore_terminal_of_the_dead(void) {
  const struct hd_restoration *restoration = disarm();
  if (restoration == NULL) return;
  leave_screen(restoration);
  // A shell may have been quicker. Then the modes are its own by now, and right.
  const struct termios *ours = &restoration->screen_modes;
  struct termios found;
  if (tcgetattr(restoration->input, &found) == 0 && found.c_iflag == ours->c_iflag &&
      found.c_oflag == ours->c_oflag && found.c_lflag == ours->c_lflag) {
    set_modes(restoration);
  }
  replay_standard_error(restoration);
}
