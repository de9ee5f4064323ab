/// The question for the terminal's background colour, asked once.
///
/// Not every terminal answers it, but nearly every one says what it is (DA1) when asked, and answers
/// in order. So the question has that one behind it, whose answer ends the wait.
struct BackgroundQuestion {
  /// `OSC 11 ; ? ST`, and primary device attributes.
  private static let text = "\u{1B}]11;?\u{1B}\\\u{1B}[c"
  /// How long, in nanoseconds, an answer is taken: later it would only surprise.
  private static let patience: Int64 = 5_000_000_000
  /// How long an answer may be on its way where none has come.
  private static let roundTrip: Int64 = 2_000_000_000

  private var isWanted: Bool
  private var asked: Int64?
  private var isSettled = false

  init(isWanted: Bool) { self.isWanted = isWanted }

  /// What to send at the time `now`; nil where there is nothing to ask any more.
  mutating func ask(at now: Int64) -> String? {
    guard isWanted else { return nil }
    isWanted = false
    asked = now
    return Self.text
  }

  /// Whether a report of the background is an answer.
  func takesAnswer(at now: Int64) -> Bool { asked.map { now - $0 < Self.patience } ?? false }

  /// Whether something is still to come.
  func isOutstanding(at now: Int64) -> Bool {
    !isSettled && asked.map { now - $0 < Self.roundTrip } ?? false
  }

  /// The terminal said what it is.
  mutating func settle() { isSettled = asked != nil }
}
