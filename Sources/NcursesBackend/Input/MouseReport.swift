import TerminalDrawing

/// A mouse report in the coding that `CSI ? 1006 h` asks for.
///
/// After `CSI <` come three numbers with semicolons between them, then `M` for a press or a movement
/// and `m` for a release. The first number's bits 0 and 1 are the button, 2 to 4 the shift, meta and
/// control keys, 5 is a movement, 6 the wheel, 7 further buttons.
///
/// - Source: XTerm Control Sequences by Moy, Gildea and Dickey, "Extended coordinates".
enum MouseReport {
  /// No terminal has more columns; larger numbers must not overflow.
  private static let largest = 100_000

  /// What a whole control sequence reports; nil where it is no such report or says nothing of use.
  static func mouse(_ sequence: [UInt8]) -> Mouse? {
    guard sequence.starts(with: Array("\u{1B}[<".utf8)),
      sequence.last == UInt8(ascii: "M") || sequence.last == UInt8(ascii: "m")
    else { return nil }
    let isRelease = sequence.last == UInt8(ascii: "m")
    let fields = sequence.dropFirst(3).dropLast()
      .split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    let numbers = fields.compactMap(number)
    guard fields.count == 3, numbers.count == 3, numbers[1] > 0, numbers[2] > 0,
      let action = action(numbers[0], isRelease: isRelease)
    else { return nil }
    return Mouse(action, x: numbers[1] - 1, y: numbers[2] - 1)
  }

  /// A field without digits is 0, as ECMA-48 says of parameters.
  private static func number(_ field: ArraySlice<UInt8>) -> Int? {
    var number = 0
    for byte in field {
      guard (0x30...0x39).contains(byte) else { return nil }
      number = min(largest, number * 10 + Int(byte - 0x30))
    }
    return number
  }

  /// What the first number stands for, with whatever modifiers; nil for the other buttons.
  private static func action(_ number: Int, isRelease: Bool) -> Mouse.Action? {
    switch (number & ~0b1_1100, isRelease) {
    case (0, false): .press
    case (0, true): .release
    case (32, _): .drag
    case (35, _): .move
    case (64, false): .wheelUp
    case (65, false): .wheelDown
    default: nil
    }
  }
}
