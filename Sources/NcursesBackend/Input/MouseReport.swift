import TerminalDrawing

/// A mouse report in the coding that `CSI ? 1006 h` asks for, taken character by character.
///
/// The characters are those after `CSI <`: three numbers with semicolons between them, then `M` for
/// a press or a movement and `m` for a release. The first number's bits 0 and 1 are the button, 2 to
/// 4 the shift, meta and control keys, 5 is a movement, 6 the wheel, 7 further buttons.
///
/// - Source: XTerm Control Sequences by Moy, Gildea and Dickey, "Extended coordinates".
struct MouseReport: Hashable {
  private var numbers = [0]
  private var isWellFormed = true

  enum Step: Hashable {
    /// More characters belong to the report.
    case more
    /// The character was its last; the event is nil where the report says nothing of use.
    case complete(Mouse?)
    /// The character does not belong to it.
    case foreign
  }

  /// No terminal has more columns; larger numbers must not overflow.
  private static let largest = 100_000

  mutating func take(_ character: UInt32) -> Step {
    switch character {
    case 0x30...0x39:
      let digit = Int(character - 0x30)
      numbers[numbers.count - 1] = min(Self.largest, numbers[numbers.count - 1] * 10 + digit)
      return .more
    case 0x3B where numbers.count < 3:
      numbers.append(0)
      return .more
    // The rest of what ECMA-48 allows inside a control sequence.
    case 0x20...0x3F:
      isWellFormed = false
      return .more
    case 0x4D, 0x6D:
      return .complete(mouse(isRelease: character == 0x6D))
    case 0x40...0x7E:
      return .complete(nil)
    default:
      return .foreign
    }
  }

  private func mouse(isRelease: Bool) -> Mouse? {
    guard isWellFormed, numbers.count == 3, numbers[1] > 0, numbers[2] > 0,
      let action = action(isRelease: isRelease)
    else { return nil }
    return Mouse(action, x: numbers[1] - 1, y: numbers[2] - 1)
  }

  /// What the first number stands for, with whatever modifiers; nil for the other buttons.
  private func action(isRelease: Bool) -> Mouse.Action? {
    switch (numbers[0] & ~0b1_1100, isRelease) {
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
