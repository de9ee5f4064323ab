// A program with a screen that ends, or lives, as its first argument says; see `Behaviour`. Each
// event is appended to the screen's first row as a word, so that a test can wait for it.

import Glibc
import NcursesBackend
import TerminalDrawing

Terminal.blockSignals()
do {
  try Probe(arguments: CommandLine.arguments).run()
} catch {
  writeToStandardError("\(error)\n")
  exit(2)
}
