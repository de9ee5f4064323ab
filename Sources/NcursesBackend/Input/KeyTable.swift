import TerminalDrawing

/// Which sequences are which keys: those of the terminal's description, and those that terminals
/// send all the same.
struct KeyTable {
  /// What the parser has to know of sequences outside its grammar.
  private(set) var irregular = IrregularSequences()
  private var keys: [[UInt8]: Key] = [:]

  /// - Parameter lookUp: the bytes of a capability, or nil where the terminal lacks it.
  init(lookingUp lookUp: (String) -> [UInt8]?) {
    for (capability, key) in Self.capabilities {
      if let bytes = lookUp(capability) { insert(bytes, key) }
    }
    for (sequence, key) in Self.extraSequences { insert(Array(sequence.utf8), key) }
  }

  /// The key of a sequence in its form of seven bits; nil where it has no meaning here.
  func key(_ sequence: [UInt8]) -> Key? { keys[sequence] }

  /// Takes a sequence unless it stands for another key already.
  private mutating func insert(_ bytes: [UInt8], _ key: Key) {
    // The keys that no description may turn into others.
    guard let first = bytes.first, ![[0x09], [0x0D], [0x1B]].contains(bytes) else { return }
    var parser = InputParser()
    let tokens = parser.tokens(bytes)
    if parser.waiting == .nothing, tokens.count == 1, case .sequence(let sequence) = tokens[0] {
      if keys[sequence] == nil { keys[sequence] = key }
    } else if first < 0x20 || first == 0x7F, !bytes.starts(with: [0x1B, 0x5B]) {
      // What begins like a control sequence stays one: `ESC [ M`, which is F1 on some consoles, is
      // a mouse report elsewhere.
      guard keys[bytes] == nil, !irregular.knows(bytes) else { return }
      irregular.insert(bytes)
      keys[bytes] = key
    }
  }

  /// - Source: terminfo(5). Arrows come first: `^H` is the left arrow of terminals that have no
  ///   other code for it.
  private static let capabilities: [(String, Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("kri", .up),
      ("kind", .down), ("kLFT", .left), ("kRIT", .right), ("khome", .home), ("kend", .end),
      ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kich1", .insert),
      ("kbs", .backspace), ("kent", .enter), ("kcbt", .backTab), ("ka1", .home), ("kc1", .end),
      ("ka3", .pageUp), ("kc3", .pageDown), ("kfnd", .home), ("kslt", .end), ("kHOM", .home),
      ("kEND", .end), ("kPRV", .pageUp), ("kNXT", .pageDown), ("kDC", .delete), ("kIC", .insert),
    ] + (1...12).map { ("kf\($0)", .function($0)) }

  /// Sequences beyond those in the terminal's description: terminals send the "normal" and the
  /// "application" form of cursor keys depending on a mode that others may have set.
  private static let extraSequences: [(String, Key)] =
    cursorKeys.map { ("\u{1B}[" + $0.0, $0.1) } + cursorKeys.map { ("\u{1B}O" + $0.0, $0.1) }
    + numberedKeys.map { ("\u{1B}[\($0.0)~", $0.1) } + otherKeys

  private static let cursorKeys: [(String, Key)] = [
    ("A", .up), ("B", .down), ("C", .right), ("D", .left), ("H", .home), ("F", .end),
  ]

  private static let numberedKeys: [(Int, Key)] = [
    (1, .home), (7, .home), (4, .end), (8, .end), (2, .insert), (3, .delete), (5, .pageUp),
    (6, .pageDown), (11, .function(1)), (12, .function(2)), (13, .function(3)),
    (14, .function(4)), (15, .function(5)), (17, .function(6)), (18, .function(7)),
    (19, .function(8)), (20, .function(9)), (21, .function(10)), (23, .function(11)),
    (24, .function(12)),
  ]

  private static let otherKeys: [(String, Key)] = [
    ("\u{1B}[Z", .backTab), ("\u{1B}OM", .enter), ("\u{1B}OP", .function(1)),
    ("\u{1B}OQ", .function(2)), ("\u{1B}OR", .function(3)), ("\u{1B}OS", .function(4)),
  ]
}
