import CPlatform

/// Characters whose width terminals disagree on: each is followed by an absolute move, so that
/// nothing after it shifts.
///
/// ncurses knows one width and counts on it, and sends no moves that it can save. So a place is given
/// to it along with the character, as four combining characters that no text here has; in what
/// ncurses sends, moves take their place. Its cells differ for different places, so it never shifts
/// or repeats them.
enum AnchoredCharacters {
  private static let base: UInt32 = 0xE0100
  private static let digits = 200

  /// The combining characters that stand for the column `x` and the row `y`, each below 40,000.
  static func marks(x: Int, y: Int) -> [UInt32] {
    [x / digits, x % digits, y / digits, y % digits].map { base + UInt32($0) }
  }

  /// What ncurses sent, with moves in place of the marks: to the character's place, over which a
  /// blank is drawn first, since a mark joined to its neighbour leaves what stood there, and behind
  /// the character.
  ///
  /// - Parameter move: what moves the cursor to a column and a row.
  static func anchored(
    _ bytes: [UInt8], width: Int, move: (_ x: Int, _ y: Int) -> [UInt8]
  ) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard let (x, y) = place(bytes[index...]) else {
        result.append(bytes[index])
        index += 1
        continue
      }
      index += 16
      // The character itself went before.
      let start = result.lastIndex { $0 & 0xC0 != 0x80 } ?? result.startIndex
      let character = result[start...]
      let scalar = String(decoding: character, as: UTF8.self).unicodeScalars.first
      let columns = max(1, Int(hd_character_columns(scalar?.value ?? 0x20)))
      let drawn =
        Array(String(repeating: " ", count: columns).utf8) + move(x, y) + character
      result.replaceSubrange(start..., with: drawn)
      if x + columns < width { result += move(x + columns, y) }
    }
    return result
  }

  /// The place that four marks at the beginning of `bytes` stand for; nil where there are none.
  private static func place(_ bytes: ArraySlice<UInt8>) -> (x: Int, y: Int)? {
    guard bytes.first == 0xF3, bytes.count >= 16 else { return nil }
    let scalars = String(decoding: bytes.prefix(16), as: UTF8.self).unicodeScalars
    let values = scalars.map { Int($0.value) - Int(base) }
    guard values.count == 4, values.allSatisfy({ (0..<digits).contains($0) }) else { return nil }
    return (values[0] * digits + values[1], values[2] * digits + values[3])
  }
}
