import TerminalDrawing

@testable import NcursesBackend

/// A line from a terminal to a `KeyDecoder`, with a clock that the test sets.
struct InputLine {
  /// Nanoseconds.
  static let escapeDelay: Int64 = 25_000_000

  private static let plainTable = KeyTable { _ in nil }

  private var decoder: KeyDecoder
  private var now: Int64 = 1_000_000_000
  private(set) var events: [Event] = []

  /// - Parameter description: capabilities of the terminal, by name; nil for the keys that every
  ///   terminal has.
  init(description: [String: String]? = nil) {
    let table = description.map { description in
      KeyTable { description[$0].map { Array($0.utf8) } }
    }
    decoder = KeyDecoder(table: table ?? Self.plainTable, escapeDelay: Self.escapeDelay)
  }

  /// The keys so far.
  var keys: [Key] {
    events.compactMap { event in
      if case .key(let key) = event { key } else { nil }
    }
  }

  /// Whether nothing is unfinished.
  var isAtRest: Bool { decoder.deadline == nil }

  mutating func send(_ bytes: some Sequence<UInt8>) {
    events += decoder.events(Array(bytes), at: now)
  }

  mutating func send(_ text: String) { send(text.utf8) }

  /// Lets time pass in which nothing comes.
  mutating func pause(milliseconds: Int64) {
    let end = now + milliseconds * 1_000_000
    while let deadline = decoder.deadline, deadline <= end {
      now = max(now, deadline)
      events += decoder.events(ofSilenceUntil: now)
    }
    now = end
  }

  /// The keys of pieces with pauses between them.
  static func keys(_ pieces: String..., milliseconds: Int64 = 60) -> [Key] {
    var line = InputLine()
    for piece in pieces {
      line.send(piece)
      line.pause(milliseconds: milliseconds)
    }
    return line.keys
  }
}
