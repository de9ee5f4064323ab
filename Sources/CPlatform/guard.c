#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "restoration.h"

/// Closes every descriptor but those in `kept`: whoever reads a pipe that this process was given
/// waits for the end of all its writers.
static void close_others(const int *kept, size_t count) {
  unsigned first = 0;
  while (1) {
    unsigned next = ~0U;
    for (size_t i = 0; i < count; ++i) {
      if (kept[i] >= 0 && (unsigned)kept[i] >= first && (unsigned)kept[i] < next) {
        next = (unsigned)kept[i];
      }
    }
    if (next > first && close_range(first, next - 1, 0) < 0) {
      // A kernel before 5.9. Descriptors are given out from below.
      for (unsigned other = first; other < next && other < 1024; ++other) close((int)other);
    }
    if (next == ~0U) return;
    first = next + 1;
  }
}

/// The whole life of a guard: only calls that are safe in the child of a process with threads.
static _Noreturn void keep_guard(int alive, const int *descriptors, size_t count) {
  // A session of its own: the terminal's signals, the shell's and those to the process group are
  // for others, and the terminal may be set without being in its foreground.
  setsid();
  prctl(PR_SET_NAME, "tty-guard");
  int kept[HD_GUARD_LIMIT + 1] = {alive};
  for (size_t i = 0; i < count; ++i) kept[i + 1] = descriptors[i];
  close_others(kept, count + 1);
  char byte;
  while (read(alive, &byte, 1) < 0 && errno == EINTR) {
  }
  hd_restore_terminal_of_the_dead();
  _exit(0);
}

int hd_start_guard(struct hd_guard *guard, const int *descriptors, size_t count) {
  if (count > HD_GUARD_LIMIT) {
    errno = EINVAL;
    return -1;
  }
  int ends[2];
  if (hd_share_restoration() < 0 || pipe2(ends, O_CLOEXEC) < 0) return -1;
  // Blocked from its first moment on, so that none of them can end it before its time.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t process = fork();
  if (process == 0) {
    // Else it would wait for itself.
    close(ends[1]);
    keep_guard(ends[0], descriptors, count);
  }
  int error = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(ends[0]);
  if (process < 0) {
    close(ends[1]);
    errno = error;
    return -1;
  }
  *guard = (struct hd_guard){.process = process, .alive = ends[1]};
  return 0;
}

int hd_guard_was_killed(struct hd_guard *guard) {
  if (guard->process <= 0 || waitpid(guard->process, NULL, WNOHANG) == 0) return 0;
  close(guard->alive);
  *guard = (struct hd_guard){.process = -1, .alive = -1};
  return 1;
}

void hd_end_guard(const struct hd_guard *guard) {
  if (guard->process <= 0) return;
  // Not by the end of the pipe: a guard that somebody has stopped would not see it.
  kill(guard->process, SIGKILL);
  close(guard->alive);
  while (waitpid(guard->process, NULL, 0) < 0 && errno == EINTR) {
  }
}
