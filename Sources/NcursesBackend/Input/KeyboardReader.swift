import CPlatform
import Glibc
import TerminalDrawing

/// Reads the keyboard's line: what the user does there, and what the terminal answers.
struct KeyboardReader {
  private var decoder: KeyDecoder
  private var background: BackgroundQuestion

  /// Bytes taken in one go: a flood of keys must not keep frames and signals waiting.
  private static let bytesAtOnce = 256

  init(_ decoder: KeyDecoder, question: BackgroundQuestion) {
    self.decoder = decoder
    background = question
  }

  /// When to ask for ``eventsOfSilence()`` if nothing is read before, on the clock of
  /// ``hd_monotonic_nanoseconds()``; nil for never.
  var deadline: Int64? { decoder.deadline }

  /// Whether an escape was read that is a key once nothing follows.
  var mayHoldKeys: Bool { decoder.mayHoldKeys }

  /// What to ask the terminal; the empty string where there is nothing to ask any more.
  mutating func question() -> String { background.ask(at: hd_monotonic_nanoseconds()) ?? "" }

  /// The events of what is there to read; nil where the terminal is gone.
  mutating func read(_ keyboard: borrowing Keyboard) -> [Event]? {
    guard let bytes = keyboard.read(limit: Self.bytesAtOnce) else { return nil }
    let now = hd_monotonic_nanoseconds()
    let reports = decoder.attributeReports
    let events = decoder.events(bytes, at: now)
    if decoder.attributeReports > reports { background.settle() }
    return events.filter { event in
      // One that nobody asked for, or that comes when a change would be a surprise, is nothing.
      if case .background = event { background.takesAnswer(at: now) } else { true }
    }
  }

  /// The events of nothing having been there to read; none before the deadline.
  mutating func eventsOfSilence() -> [Event] {
    decoder.events(ofSilenceUntil: hd_monotonic_nanoseconds())
  }

  /// Takes what the terminal has still to answer, for a tenth of a second at most, so that it does
  /// not come to the shell as keys. What else is typed meanwhile is lost.
  mutating func takeOutstandingAnswer(_ keyboard: borrowing Keyboard) {
    let end = hd_monotonic_nanoseconds() + 100_000_000
    while background.isOutstanding(at: hd_monotonic_nanoseconds()), keyboard.isForeground {
      var input = pollfd(fd: keyboard.descriptor, events: Int16(POLLIN), revents: 0)
      let ready = hd_poll(&input, 1, max(0, end - hd_monotonic_nanoseconds()))
      if ready < 0 && errno == EINTR { continue }
      guard ready > 0, input.revents == Int16(POLLIN), read(keyboard) != nil else { return }
    }
  }
}
