import TerminalDrawing

/// How a key moves through a list.
enum ListMove: Hashable, Sendable {
  case rows(Int)
  case start
  case end

  /// The keys that move through a list.
  static let keys: [(key: Key, move: ListMove)] = [
    (.up, .rows(-1)), (.down, .rows(1)), (.pageUp, .rows(-10)), (.pageDown, .rows(10)),
    (.home, .start), (.end, .end),
  ]

  /// Where the list begins afterwards, `hidden` of its lines being out of view.
  func offset(from offset: Int, hidden: Int) -> Int {
    switch self {
    case .rows(let rows): max(0, min(hidden, offset + rows))
    case .start: 0
    case .end: hidden
    }
  }
}
