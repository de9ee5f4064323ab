/// Numbers distinct names, given as UTF-8, 0, 1, 2, … in the order of first sight; those that are
/// canonically equivalent have the number of the first.
///
/// Open addressing with linear probing over a power of two of slots, at most half of them full.
/// Dictionary of strings would spend most of a large text on hashing.
///
/// - Complexity: O(length of the name) expected.
struct UnitTable {
  private var slots = [Int](repeating: -1, count: 1 << 12)
  private var hashes: [UInt64] = []
  private var ends: [Int] = [0]
  private var arena: [UInt8] = []
  /// The number that each spelling goes by.
  private var numbers: [Int] = []
  /// The first spelling of each name that is not ASCII.
  private var firstSpellings: [String: Int] = [:]

  /// How many spellings there are, and their bytes.
  var extent: (count: Int, byteCount: Int) { (hashes.count, arena.count) }

  /// The number of a name, new or known.
  mutating func number(of name: [UInt8]) -> Int {
    let hash = Self.hash(name)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let candidate = slots[slot]
      if hashes[candidate] == hash, holds(name, at: candidate) { return numbers[candidate] }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = hashes.count
    return insert(name, hash: hash)
  }

  /// The name of a number.
  func name(_ number: Int) -> String {
    String(decoding: arena[ends[number]..<ends[number + 1]], as: UTF8.self)
  }

  @inline(never)
  private mutating func insert(_ name: [UInt8], hash: UInt64) -> Int {
    let spelling = hashes.count
    hashes.append(hash)
    arena.append(contentsOf: name)
    ends.append(arena.count)
    var number = spelling
    if name.contains(where: { $0 >= 0x80 }) {
      let text = String(decoding: name, as: UTF8.self)
      if let first = firstSpellings[text] {
        number = first
      } else {
        firstSpellings[text] = spelling
      }
    }
    numbers.append(number)
    if 2 * hashes.count > slots.count { grow() }
    return number
  }

  private func holds(_ name: [UInt8], at spelling: Int) -> Bool {
    let start = ends[spelling]
    guard ends[spelling + 1] - start == name.count else { return false }
    for index in 0..<name.count where arena[start + index] != name[index] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int](repeating: -1, count: 2 * slots.count)
    for (spelling, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = spelling
    }
  }

  /// FNV-1a with a final mix, since the table uses the low bits.
  ///
  /// - Source: Fowler, Noll and Vo, draft-eastlake-fnv; mix of SplitMix64.
  private static func hash(_ name: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    return hash ^ (hash >> 27)
  }
}
