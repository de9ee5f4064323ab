/// Numbers distinct byte strings 0, 1, 2, … in the order of first sight.
///
/// Open addressing with linear probing over a power of two of slots, at most half of them full.
/// Dictionary of strings would spend most of a large text on hashing.
///
/// - Complexity: O(length of the word) expected.
struct WordTable {
  private var slots = [Int](repeating: -1, count: 1 << 12)
  private var hashes: [UInt64] = []
  private var ends: [Int] = [0]
  private var arena: [UInt8] = []

  /// How many distinct words there are.
  var count: Int { hashes.count }

  /// The number of a word, new or known.
  mutating func number(of word: [UInt8]) -> Int {
    let hash = Self.hash(word)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let candidate = slots[slot]
      if hashes[candidate] == hash, holds(word, at: candidate) { return candidate }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = count
    slots[slot] = number
    hashes.append(hash)
    arena.append(contentsOf: word)
    ends.append(arena.count)
    if 2 * count > slots.count { grow() }
    return number
  }

  /// The word of a number.
  func word(_ number: Int) -> String {
    String(decoding: arena[ends[number]..<ends[number + 1]], as: UTF8.self)
  }

  private func holds(_ word: [UInt8], at number: Int) -> Bool {
    let start = ends[number]
    guard ends[number + 1] - start == word.count else { return false }
    for index in 0..<word.count where arena[start + index] != word[index] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int](repeating: -1, count: 2 * slots.count)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = number
    }
  }

  /// FNV-1a with a final mix, since the table uses the low bits.
  ///
  /// - Source: Fowler, Noll and Vo, draft-eastlake-fnv; mix of SplitMix64.
  private static func hash(_ word: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    return hash ^ (hash >> 27)
  }
}
