#ifndef HEATDEATH_CPLATFORM_H
#define HEATDEATH_CPLATFORM_H

// The parts of Linux that Swift's Glibc module lacks, and the code that runs inside signal
// handlers, where Swift code must not.

#include <poll.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/types.h>
#include <termios.h>
#include <wchar.h>

/// The program's only clock: nanoseconds from an arbitrary origin, which no one sets
/// (CLOCK_MONOTONIC). Async-signal-safe.
int64_t hd_monotonic_nanoseconds(void);

/// poll() with a timeout in nanoseconds; a negative one waits for ever.
int hd_poll(struct pollfd *descriptors, nfds_t count, int64_t nanoseconds);

/// A file in memory, closed on exec. With a limit above zero it has exactly that size and writes
/// beyond it fail with EPERM, so that no writer can make it grow. Returns -1 and sets errno on
/// failure.
int hd_memory_file(const char *name, size_t limit);

/// How many bytes a file may have that this process writes, or -1 where there is no limit.
int64_t hd_file_size_limit(void);

/// Keeps up to 64 MB of freed memory instead of giving it back to the system, which for a program that
/// frees much of the same size thirty times a second would hand it out again at once. To be called
/// before threads start.
void hd_keep_freed_memory(void);

/// How many columns the C library's locale gives a character: -1 where it cannot be printed.
int hd_character_columns(uint32_t character);

/// Whether the font of a Linux console has all of the characters: 1 or 0; -1 and errno where
/// `terminal` is no Linux console, or not the one in front.
int hd_console_font_has(int terminal, const uint32_t *characters, size_t count);

/// The size in bytes of the longest restoring string that hd_arm_restoration() takes.
#define HD_RESTORATION_LIMIT 1024

/// What it takes to give the terminal back.
struct hd_restoration {
  /// Where `bytes` are written.
  int output;
  /// The terminal whose modes are set.
  int input;
  /// The modes to leave behind.
  struct termios modes;
  /// The modes that the screen sets.
  struct termios screen_modes;
  /// The control sequences that leave the screen, after `cancel_length` bytes that end a sequence
  /// which broke off; these are left out where none did.
  const char *bytes;
  size_t length;
  size_t cancel_length;
  /// The original standard error, or -1 where descriptor 2 was left alone.
  int standard_error;
  /// The memory file that stands in for descriptor 2 meanwhile, or -1.
  int captured_error;
  /// Where what was captured is written to.
  int replay;
};

/// What the terminal has of the last frame.
enum hd_output {
  /// All of it.
  HD_OUTPUT_WHOLE,
  /// A part.
  HD_OUTPUT_CUT,
  /// It has frames that it did not show yet, and nothing before them: they may be dropped.
  HD_OUTPUT_STALE,
};

/// Notes what the terminal has, for whoever restores it.
void hd_note_output(enum hd_output output);

/// Writes to a terminal for as long as the time lasts, whether or not the descriptor waits. Returns
/// the number of bytes that were taken. Async-signal-safe.
size_t hd_write_within(int descriptor, const char *bytes, size_t length, int64_t nanoseconds);

/// Keeps a copy of `restoration` for hd_restore_terminal(). Returns -1 and sets errno on failure,
/// as where its bytes exceed HD_RESTORATION_LIMIT. Not async-signal-safe; call it from one thread
/// only.
int hd_arm_restoration(const struct hd_restoration *restoration);

/// Gives the terminal back: writes the restoring bytes, sets the modes, puts standard error back
/// and replays what was written to it meanwhile. Does nothing unless armed, and disarms, so that
/// of several callers one restores. Output that was stopped is started; where the terminal takes
/// nothing all the same, what it has not shown is dropped. Async-signal-safe; takes at most 0.6 s.
void hd_restore_terminal(void);

/// The process that gives the terminal back when this one was killed.
struct hd_guard {
  pid_t process;
  /// The writing end of the pipe that the guard waits at.
  int alive;
};

/// The most descriptors that a guard may be left.
#define HD_GUARD_LIMIT 8

/// Forks a process that sleeps until this one has ended, by whatever cause, and then restores the
/// terminal if that was not done. It costs nothing meanwhile. It holds the `count` descriptors that
/// the restoration will name (negative ones are skipped) and no others, takes no signal but KILL
/// and STOP, and is in a session of its own, so that job control does not see it. Returns -1 and
/// sets errno on failure. The process may have threads.
int hd_start_guard(struct hd_guard *guard, const int *descriptors, size_t count);

/// Whether the guard was killed: 1 or 0. It is then forgotten.
int hd_guard_was_killed(struct hd_guard *guard);

/// Ends the guard, after hd_restore_terminal(); does nothing where it was killed before.
void hd_end_guard(const struct hd_guard *guard);

/// Restores the terminal at exit() and on SEGV, ABRT, ILL, BUS, FPE and TRAP, after which the
/// signal takes its course: to the handler that was there before when `chain` is true, else to
/// the default action. Later calls do nothing. Returns -1 and sets errno on failure.
int hd_install_crash_handlers(int chain);

/// Gives the calling thread a stack of its own for signal handlers, unless it has one, so that a
/// stack overflow can be handled; freed when the thread ends. Returns -1 and sets errno on failure.
int hd_install_alternate_stack(void);

#endif
