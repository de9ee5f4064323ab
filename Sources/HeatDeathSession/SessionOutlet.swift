import HeatDeathInterface

/// Where a session shows what happens, and how.
public enum SessionOutlet {
  /// As frames.
  case screen(any ScreenTerminal)
  /// In lines, for those who see no screen.
  case lines(any LineTerminal)

  var terminal: any SessionTerminal {
    switch self {
    case .screen(let terminal): terminal
    case .lines(let terminal): terminal
    }
  }

  var isPlain: Bool { if case .lines = self { true } else { false } }

  /// How often reports are asked for while something moves, in nanoseconds: 30 frames a second, or
  /// ten looks for what is worth telling.
  var framePeriod: UInt64 { 1_000_000_000 / (isPlain ? 10 : 30) }

  /// How long a source may take to answer before what is shown goes ahead without. Lines cannot be
  /// corrected, and a frame can.
  var answerPeriod: UInt64 { isPlain ? 2_000_000_000 : 10_000_000 }
}
