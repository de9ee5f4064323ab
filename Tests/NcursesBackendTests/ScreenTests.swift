import Testing

/// The tests that open a screen: ncurses has one at a time, and signals belong to the process.
@Suite(.serialized) struct ScreenTests {}
