import RealModule

/// How fast a running simulation is meant to move: by steps at first, then by decades of k, because
/// a constant number of steps a second freezes in the natural clock ln k.
///
/// A pace changes when samples are drawn, never which.
public enum Pace: Hashable, Sendable {
  /// That many samples a second, > 0.
  case stepsPerSecond(Double)
  /// k grows by that many powers of ten a second, > 0.
  case decadesPerSecond(Double)

  /// The paces that keys move through, slowest first.
  public static let ladder: [Pace] = [
    .stepsPerSecond(1), .stepsPerSecond(3), .stepsPerSecond(10), .stepsPerSecond(30),
    .stepsPerSecond(100), .decadesPerSecond(0.1), .decadesPerSecond(0.3), .decadesPerSecond(1),
    .decadesPerSecond(3), .decadesPerSecond(10),
  ]

  /// 0.3 decades of k a second.
  public static let standard = Pace.decadesPerSecond(0.3)

  /// The next faster pace of the ladder, or `nil` at its top.
  public var faster: Pace? { Self.ladder.first { $0.rank > rank } }

  /// The next slower pace of the ladder, or `nil` at its bottom.
  public var slower: Pace? { Self.ladder.last { $0.rank < rank } }

  /// The slowest pace in decades at which k grows by a factor in 20 seconds; the fastest where none
  /// does.
  public static func covering(_ factor: Double) -> Pace {
    ladder.first {
      if case .decadesPerSecond(let rate) = $0 { rate * 20 >= Double.log10(factor) } else { false }
    } ?? ladder[ladder.count - 1]
  }

  /// The slowest pace at which a recorded run is drawn again in 20 seconds, all of its starts together.
  public static func covering(_ recording: Recording) -> Pace {
    covering(Double.pow(10, recording.decades))
  }

  /// Orders paces as the ladder does: by steps first.
  private var rank: (Int, Double) {
    switch self {
    case .stepsPerSecond(let rate): (0, rate)
    case .decadesPerSecond(let rate): (1, rate)
    }
  }
}
