/// What a colour stands for. Views name roles; a ``Palette`` turns them into colours.
///
/// All but ``frame`` and ``axis`` are for text, 4.5 : 1 on the background in every theme.
public enum Role: Hashable, Sendable, CaseIterable {
  /// Ordinary text.
  case text
  /// Values that matter.
  case strong
  /// Names, units and explanations.
  case muted
  /// Frames of panels and grids: what only orders the screen, and is no text.
  case frame
  /// Axes, steps on them and other lines that are read, and no text: 3 : 1 on the background.
  case axis
  /// The program's name, keys, the current point.
  case accent
  /// Whatever spreads apart: T < 1, growing V_I.
  case expanding
  /// Whatever evens out: T > 1, falling V_I.
  case contracting
  /// Whatever stays: T = 1.
  case neutral
  /// Something the user should not overlook.
  case warning
}

/// A scale of colours ordered by lightness.
public enum Ramp: Hashable, Sendable, CaseIterable {
  /// The age of a trajectory: old is cool and close to the background, the head is hot.
  case age
  /// A background tint that stays readable below text and dots.
  case tint
  /// An amount, from little to much, below a path and its marks, which stay readable on it: speeds
  /// and densities over the simplex.
  case ground
  /// An amount, from little to much: heat maps and densities. Every level stands out from the
  /// background, so that little is not nothing.
  case heat
}
