#ifndef HEATDEATH_CNCURSES_SHIM_H
#define HEATDEATH_CNCURSES_SHIM_H

// What Swift cannot import from <curses.h>: macros that cast, and global variables, which are
// shared mutable state to the Swift 6 language mode. <term.h> must stay out: it defines hundreds
// of short lower-case macros.

#define NCURSES_WIDECHAR 1
#include <ncurses.h>

static const attr_t hd_attribute_bold = A_BOLD;
static const attr_t hd_attribute_reverse = A_REVERSE;
static const attr_t hd_attribute_underline = A_UNDERLINE;
static const attr_t hd_attribute_dim = A_DIM;

/// The current screen's window that everything is drawn into.
static inline WINDOW *hd_standard_window(void) { return stdscr; }

/// The current screen's record of what the terminal shows.
static inline WINDOW *hd_shown_window(void) { return curscr; }

/// A capability with two numbers filled in: tparm is variadic, which Swift does not import.
static inline const char *hd_parametrized(const char *capability, int first, int second) {
  return tparm((char *)capability, (long)first, (long)second, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
}

#endif
