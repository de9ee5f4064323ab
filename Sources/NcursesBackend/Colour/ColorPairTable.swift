/// The terminal's colour pairs, made when first asked for.
///
/// An open-addressing hash table with linear probing: a look-up is a multiplication and, nearly
/// always, one comparison.
///
/// Invariant: less than half of the slots are taken; each pair number from 1 to `made` was handed
/// out once.
struct ColorPairTable {
  /// A pair number above this does not fit ncurses' `short`, and fails on many terminals.
  static let maximum = 32_767

  private struct Slot {
    var key: UInt64
    var pair: Int32
  }

  /// The highest pair number that may be handed out.
  let limit: Int
  /// How many pairs were handed out since the last ``removeAll()``.
  private(set) var made = 0
  private var slots = Array(repeating: Slot(key: 0, pair: vacant), count: 256)
  private var taken = 0

  /// - Parameter available: the terminal's number of pairs, pair 0 included.
  init(available: Int) {
    limit = max(0, min(available - 1, Self.maximum))
  }

  /// The pair for two colour numbers, equal colours getting equal pairs.
  ///
  /// - Parameter define: makes pair `pair`; false where the terminal refuses. A refused pair is
  ///   remembered as pair 0, the terminal's own colours.
  /// - Returns: nil where every pair is taken.
  /// - Complexity: O(1) expected.
  mutating func pair(
    foreground: Int32, background: Int32, define: (_ pair: Int32) -> Bool
  ) -> Int32? {
    let key =
      UInt64(UInt32(bitPattern: foreground)) << 32 | UInt64(UInt32(bitPattern: background))
    var index = slot(of: key)
    if slots[index].pair != Self.vacant { return slots[index].pair }
    guard made < limit else { return nil }
    if 2 * (taken + 1) >= slots.count {
      grow()
      index = slot(of: key)
    }
    made += 1
    let pair = define(Int32(made)) ? Int32(made) : 0
    slots[index] = Slot(key: key, pair: pair)
    taken += 1
    return pair
  }

  /// Forgets every pair, so that the numbers are handed out anew.
  mutating func removeAll() {
    self = ColorPairTable(available: limit + 1)
  }

  private static let vacant: Int32 = -1

  private func slot(of key: UInt64) -> Int {
    // Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4): the high bits of a
    // product with 2^64 divided by the golden ratio are well mixed.
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    while slots[index].pair != Self.vacant && slots[index].key != key {
      index = (index + 1) & mask
    }
    return index
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(key: 0, pair: Self.vacant), count: 2 * old.count)
    for entry in old where entry.pair != Self.vacant { slots[slot(of: entry.key)] = entry }
  }
}
