/// Which moment of a run is to be shown. Sizes are of the ``Simulation/clock``, since the last start.
public enum Seek: Hashable, Sendable {
  /// The last moment with at most so many samples: between the ends of two leaps there is none.
  case back(to: Int64)
  /// The first moment with at least so many samples.
  case on(to: Int64)
  /// The present.
  case present

  /// The size that is looked for; `nil` for the present.
  var size: Int64? {
    switch self {
    case .back(let size), .on(let size): size
    case .present: nil
    }
  }

  /// Whether the way from one moment to the next one does not lead past what is looked for.
  func admits(_ next: Int64, from clock: Int64) -> Bool {
    switch self {
    case .back(let size): next <= size
    case .on(let size): clock < size
    case .present: true
    }
  }

  /// How many single samples there are on the way.
  func samples(from clock: Int64) -> Int64 {
    size.map { max(0, $0 - clock) } ?? .max
  }
}
