import TerminalDrawing

/// Turns what the terminal sends into events: keys, mouse reports, pastes, its background.
///
/// A sequence is a key only where the terminal's description or ``KeyTable`` says so. All others are
/// taken out whole, in however many pieces they come: the terminal's answers, reports that nobody
/// asked for, keys with modifiers, and keys in codings that were not asked for, such as kitty's
/// `CSI … u`. A byte that is no character is nothing.
///
/// An escape is a key where nothing follows within the escape delay; an escape with a character right
/// behind it is both keys, as Alt with a character sends them.
///
/// What has begun and does not end lets the keys go after five seconds without input. Then it is
/// forgotten: whatever it held has no effect. Keys typed meanwhile are lost, but do not prolong it.
struct KeyDecoder {
  private var parser: InputParser
  private let table: KeyTable
  private let escapeDelay: Int64
  /// How often the terminal said what it is (primary device attributes).
  private(set) var attributeReports = 0
  /// When something was read last.
  private var lastRead: Int64 = 0
  /// When something was read last that was not typed by hand.
  private var lastFlow: Int64 = 0

  /// How long, in nanoseconds, after it was given out as a key an escape may still turn out to have
  /// begun a sequence.
  private static let afterthought: Int64 = 500_000_000
  /// How long an unfinished sequence, string or paste waits for its rest.
  private static let patience: Int64 = 5_000_000_000
  /// A hand types few bytes at a time, with more than this between them.
  private static let handful = 8
  private static let handPause: Int64 = 100_000_000

  /// - Parameter escapeDelay: nanoseconds after which an escape alone is a key.
  init(table: KeyTable, escapeDelay: Int64) {
    self.table = table
    self.escapeDelay = escapeDelay
    parser = InputParser(irregular: table.irregular)
  }

  /// Nanoseconds to wait for the rest of what began with an escape: the variable ESCDELAY has
  /// milliseconds, as ncurses reads it; 25 where it says nothing of use, a minute at most.
  static func escapeDelay(_ environment: Environment) -> Int64 {
    let milliseconds = environment("ESCDELAY").flatMap { Int64($0) } ?? 25
    return (milliseconds < 0 ? 25 : min(60_000, milliseconds)) * 1_000_000
  }

  /// The events of what was read at the time `now`, in nanoseconds of a clock that no one sets.
  mutating func events(_ bytes: [UInt8], at now: Int64) -> [Event] {
    guard !bytes.isEmpty else { return [] }
    if parser.waiting != .rest || bytes.count > Self.handful || now - lastRead < Self.handPause {
      lastFlow = now
    }
    lastRead = now
    let tokens = parser.tokens(bytes)
    attributeReports += tokens.count { token in
      if case .sequence(let sequence) = token { Self.isDeviceAttributes(sequence) } else { false }
    }
    return tokens.compactMap(event)
  }

  /// `CSI ? … c`.
  private static func isDeviceAttributes(_ sequence: [UInt8]) -> Bool {
    sequence.starts(with: Array("\u{1B}[?".utf8)) && sequence.last == UInt8(ascii: "c")
  }

  /// When to call ``events(ofSilenceUntil:)`` if nothing is read before; nil for never.
  var deadline: Int64? {
    switch parser.waiting {
    case .nothing: nil
    case .keys: lastRead + escapeDelay
    case .escape: lastRead + escapeDelay + Self.afterthought
    case .rest: lastFlow + Self.patience
    }
  }

  /// Whether what was read may be keys, once nothing follows.
  var mayHoldKeys: Bool { parser.waiting == .keys }

  /// The events of nothing having been read until `now`; none before the deadline.
  mutating func events(ofSilenceUntil now: Int64) -> [Event] {
    guard let deadline, now >= deadline else { return [] }
    let tokens = parser.waiting == .keys ? parser.pause() : parser.letGo()
    return tokens.compactMap(event)
  }

  private func event(_ token: InputToken) -> Event? {
    switch token {
    case .character(let scalar): Self.key(scalar).map { .key($0) }
    case .sequence(let sequence):
      MouseReport.mouse(sequence).map { .mouse($0) } ?? table.key(sequence).map { .key($0) }
    case .string(.operatingSystem, let content):
      BackgroundReport.theme(content).map { .background($0) }
    case .string: nil
    case .paste(let bytes): Self.text(bytes).map { .paste($0) }
    }
  }

  /// Characters kept of a paste.
  private static let longestPaste = 4_096

  /// What was pasted as lines of printable text; nil where nothing is left.
  private static func text(_ bytes: [UInt8]) -> String? {
    var text = String.UnicodeScalarView()
    var last: Unicode.Scalar = " "
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars.prefix(longestPaste) {
      switch scalar {
      case "\n" where last == "\r": break
      case "\r", "\n": text.append("\n")
      case "\t": text.append(" ")
      case "\u{FFFD}": break
      default: if scalar.properties.generalCategory != .control { text.append(scalar) }
      }
      last = scalar
    }
    return text.isEmpty ? nil : String(text)
  }

  private static func key(_ scalar: Unicode.Scalar) -> Key? {
    switch scalar.value {
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x1B: .escape
    case 0x01...0x1A: .control(Unicode.Scalar(UInt8(scalar.value + 0x60)))
    case 0x00...0x1F, 0x80...0x9F, 0xFFFD: nil
    default: .character(scalar)
    }
  }
}
