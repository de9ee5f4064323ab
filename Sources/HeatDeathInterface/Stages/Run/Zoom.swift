/// How the simplex is magnified.
struct Zoom: Hashable, Sendable {
  /// The magnification is 10 to this power, 0 to ``maximumExponent``.
  var exponent: Int
  /// What stays at the middle while magnified.
  var centre: Centre

  enum Centre: Hashable, Sendable {
    /// The current point: the view follows it.
    case currentPoint
    /// Where the mean flow leads; without an end, the current point.
    case endState
  }

  /// Beyond 10⁹ a double no longer tells neighbouring points apart.
  static let maximumExponent = 9

  static let none = Zoom(exponent: 0, centre: .currentPoint)
}
