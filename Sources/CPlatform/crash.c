#define _GNU_SOURCE

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/mman.h>

#include "cplatform.h"

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
