#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cplatform.h"

// Everything hd_restore_terminal() reads lives here, written before `armed` becomes true: a signal
// handler may neither allocate nor take a lock.
static atomic_bool armed;
static struct hd_restoration armed_restoration;
static char armed_bytes[HD_RESTORATION_LIMIT];

int hd_arm_restoration(const struct hd_restoration *restoration) {
  if (restoration->length > sizeof armed_bytes) return -1;
  atomic_store(&armed, false);
  armed_restoration = *restoration;
  memcpy(armed_bytes, restoration->bytes, restoration->length);
  armed_restoration.bytes = armed_bytes;
  atomic_store(&armed, true);
  return 0;
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
  // In the background the terminal's modes are another's.
  pid_t foreground = tcgetpgrp(restoration->input);
  if (foreground >= 0 && foreground != getpgrp()) return;
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
  if (!atomic_exchange(&armed, false)) return;
  int error = errno;
  leave_screen(&armed_restoration);
  set_modes(&armed_restoration);
  replay_standard_error(&armed_restoration);
  errno = error;
}

static const int crash_signals[] = {SIGSEGV, SIGABRT, SIGILL, SIGBUS, SIGFPE, SIGTRAP};
enum { crash_signal_count = sizeof crash_signals / sizeof crash_signals[0] };
static struct sigaction previous_actions[crash_signal_count];

static void on_crash(int signal, siginfo_t *info, void *context) {
  (void)context;
  hd_restore_terminal();
  for (int i = 0; i < crash_signal_count; ++i) {
    if (crash_signals[i] == signal) sigaction(signal, &previous_actions[i], NULL);
  }
  // A faulting instruction runs again after the return, and faults again, so that the action just
  // set sees the fault itself. A signal that was sent, or a breakpoint already passed, is sent
  // again; it is blocked until the return.
  if (info->si_code <= 0 || signal == SIGTRAP) raise(signal);
}

int hd_install_crash_handlers(int chain) {
  static bool installed;
  if (installed) return 0;
  installed = true;
  if (hd_install_alternate_stack() < 0) return -1;
  struct sigaction action = {.sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigfillset(&action.sa_mask);
  // A second fault inside the handler must kill, not wait in the mask.
  for (int i = 0; i < crash_signal_count; ++i) sigdelset(&action.sa_mask, crash_signals[i]);
  for (int i = 0; i < crash_signal_count; ++i) {
    if (sigaction(crash_signals[i], &action, &previous_actions[i]) < 0) return -1;
    if (!chain) {
      previous_actions[i] = (struct sigaction){.sa_handler = SIG_DFL};
      sigemptyset(&previous_actions[i].sa_mask);
    }
  }
  return atexit(hd_restore_terminal);
}

static pthread_key_t stack_key;
static pthread_once_t stack_key_once = PTHREAD_ONCE_INIT;
static int stack_key_error;

static size_t alternate_stack_size(void) {
  // Wide vector registers make the kernel's own frame larger than the constant MINSIGSTKSZ.
  size_t frame = getauxval(AT_MINSIGSTKSZ);
  return 65536 + (frame + 4095) / 4096 * 4096;
}

static void free_alternate_stack(void *stack) {
  stack_t none = {.ss_flags = SS_DISABLE};
  sigaltstack(&none, NULL);
  munmap(stack, alternate_stack_size());
}

static void make_stack_key(void) {
  stack_key_error = pthread_key_create(&stack_key, free_alternate_stack);
}

int hd_install_alternate_stack(void) {
  stack_t current;
  if (sigaltstack(NULL, &current) == 0 && !(current.ss_flags & SS_DISABLE)) return 0;
  pthread_once(&stack_key_once, make_stack_key);
  if (stack_key_error != 0) {
    errno = stack_key_error;
    return -1;
  }
  size_t size = alternate_stack_size();
  void *stack = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (stack == MAP_FAILED) return -1;
  stack_t alternate = {.ss_sp = stack, .ss_size = size};
  if (sigaltstack(&alternate, NULL) < 0 || pthread_setspecific(stack_key, stack) != 0) {
    munmap(stack, size);
    return -1;
  }
  return 0;
}
