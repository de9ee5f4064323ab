/// Sequences of keys that a terminal's description names and ECMA-48 does not, such as `ESC A` of a
/// VT52 or `^A @ CR` of a Wyse 50.
struct IrregularSequences {
  private var whole: Set<[UInt8]> = []
  private var beginnings: Set<[UInt8]> = []

  mutating func insert(_ sequence: [UInt8]) {
    whole.insert(sequence)
    for length in 1..<max(1, sequence.count) { beginnings.insert(Array(sequence.prefix(length))) }
  }

  func isWhole(_ bytes: [UInt8]) -> Bool { whole.contains(bytes) }

  /// Whether `bytes` are a sequence or the beginning of one.
  func knows(_ bytes: [UInt8]) -> Bool { whole.contains(bytes) || beginnings.contains(bytes) }
}
