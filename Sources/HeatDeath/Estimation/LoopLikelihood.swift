import RealModule

/// A likelihood of a log's steps over the exponent p = 1/T and the fraction λ of external data.
protocol LoopLikelihood {
  /// q; `nil` where λ is 0.
  var law: [Double]? { get }

  /// Whether the likelihood is one of means only, so that the errors must come from the scatter.
  var hasFarSteps: Bool { get }

  /// The log-likelihood of each step, up to what depends on neither p nor λ.
  func terms(exponent: Double, external: Double) -> [Double]
}

extension LoopLikelihood {
  func value(exponent: Double, external: Double) -> Double {
    var sum = CompensatedSum()
    for term in terms(exponent: exponent, external: external) { sum.add(term) }
    return sum.value
  }
}

/// The place where a likelihood is largest, with its standard errors.
struct LikelihoodPeak {
  var exponent: Double
  var external: Double
  var exponentError: Double
  var externalError: Double

  /// The largest exponent looked at: T = 0.05.
  static let largestExponent = 20.0

  private static let exponents = [
    0, 0.1, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 5, 8, 12, largestExponent,
  ]
  private static let fractions = [1e-6, 0.02, 0.06, 0.12, 0.2, 0.3, 0.42, 0.55, 0.7, 0.85, 0.95]

  /// Without external data: the peak over p, from a grid by golden section; its error from the
  /// observed information, −1/ℓ''.
  ///
  /// - Returns: `nil` where the likelihood does not change with p.
  init?(over likelihood: some LoopLikelihood) {
    let value = { (exponent: Double) in likelihood.value(exponent: exponent, external: 0) }
    let values = Self.exponents.map(value)
    guard values.allSatisfy(\.isFinite),
      let best = values.indices.max(by: { values[$0] < values[$1] })
    else { return nil }
    let peak = goldenSection(
      Self.exponents[max(0, best - 1)],
      Self.exponents[min(values.count - 1, best + 1)], isAbove: value)
    // At an end of the range, not next to it.
    exponent = peak < 1e-6 ? 0 : peak > Self.largestExponent - 1e-6 ? Self.largestExponent : peak
    external = 0
    externalError = 0
    // The second difference over about a third of a standard error, which the first one guesses.
    var step = 1e-3 * max(1, exponent)
    var information = 0.0
    for _ in 0..<3 {
      let centre = min(max(exponent, step), Self.largestExponent - step)
      information =
        (2 * value(centre) - value(centre + step) - value(centre - step)) / (step * step)
      guard information > 0, information.isFinite else { break }
      step = min(0.3 / Double.sqrt(information), max(0.5, exponent / 2))
    }
    guard information > 1e-9, information.isFinite else { return nil }
    exponentError = 1 / Double.sqrt(information)
  }

  /// With external data of a known law: the peak over p and λ, from a grid by Newton's method; errors
  /// from the observed information, and from the scatter of the scores where far steps are known by
  /// their means only.
  ///
  /// - Returns: `nil` where the likelihood has no peak, or changes with one of the two only.
  init?(overBoth likelihood: some LoopLikelihood) {
    // The ridge has several tops: the best start at each exponent, and of these the three best.
    let starts = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.6, 2, 3, 5].compactMap { exponent in
      Self.fractions.map { external in
        Place(exponent, external, likelihood.value(exponent: exponent, external: external))
      }.max { $0.value < $1.value }
    }.sorted { $0.value > $1.value }
    let tops = starts.prefix(3).map { Self.climb(likelihood, from: $0) }
    guard let best = tops.max(by: { $0.value < $1.value }), best.value.isFinite else { return nil }
    let surface = Curvature(likelihood, best.exponent, best.external)
    guard let widths = surface.widths(byScatter: likelihood.hasFarSteps) else { return nil }
    exponent = best.exponent
    external = best.external
    let profile = Profile(likelihood, best: best)
    exponentError = profile.halfWidth(ofExponent: widths.exponent, drop: widths.drop)
    externalError = profile.halfWidth(ofExternal: widths.external, drop: widths.drop)
  }

  /// A place on the surface, with its height.
  fileprivate struct Place {
    var exponent: Double
    var external: Double
    var value: Double

    init(_ exponent: Double, _ external: Double, _ value: Double) {
      self.exponent = exponent
      self.external = external
      self.value = value
    }
  }

  /// Newton's method, no step of which goes down.
  private static func climb(_ likelihood: some LoopLikelihood, from start: Place) -> Place {
    var best = start
    for _ in 0..<40 {
      let (dp, dl) = Curvature(likelihood, best.exponent, best.external).step
      var scale = min(1, 0.5 * max(0.5, best.exponent) / max(abs(dp), 1e-300))
      scale = min(scale, 0.25 / max(abs(dl), 1e-300))
      var gain = 0.0
      for _ in 0..<12 {
        let exponent = min(largestExponent, max(0, best.exponent + scale * dp))
        let external = min(0.999, max(1e-6, best.external + scale * dl))
        let value = likelihood.value(exponent: exponent, external: external)
        if value > best.value {
          gain = value - best.value
          best = Place(exponent, external, value)
          break
        }
        scale /= 2
      }
      guard gain > 1e-9 else { break }
    }
    return best
  }
}

/// How far a likelihood over p and λ falls along one of them while the other follows.
///
/// Near T = 1, and near the rest point, p and λ make up for each other along a crooked ridge, which the
/// curvature at the peak knows nothing of.
private struct Profile<Likelihood: LoopLikelihood> {
  private let likelihood: Likelihood
  private let best: LikelihoodPeak.Place

  init(_ likelihood: Likelihood, best: LikelihoodPeak.Place) {
    self.likelihood = likelihood
    self.best = best
  }

  /// The distance to both sides at which the profile has fallen by `drop`, the larger one: for a
  /// parabola one standard error.
  func halfWidth(ofExponent guess: Double, drop: Double) -> Double {
    let limits = (low: 0.0, high: LikelihoodPeak.largestExponent)
    return halfWidth(from: best.exponent, guess, limits, drop) { exponent in
      fall { likelihood.value(exponent: exponent, external: $0) }(0, 0.999)
    }
  }

  func halfWidth(ofExternal guess: Double, drop: Double) -> Double {
    halfWidth(from: best.external, guess, (low: 0, high: 0.999), drop) { external in
      fall { likelihood.value(exponent: $0, external: external) }(
        best.exponent / 8, min(LikelihoodPeak.largestExponent, 3 * best.exponent + 1))
    }
  }

  /// By how much the best value over a range is below the peak.
  private func fall(_ value: @escaping (Double) -> Double) -> (Double, Double) -> Double {
    { low, high in best.value - value(goldenSection(low, high, rounds: 16, isAbove: value)) }
  }

  private func halfWidth(
    from centre: Double, _ guess: Double, _ limits: (low: Double, high: Double), _ drop: Double,
    fall: (Double) -> Double
  ) -> Double {
    [-1.0, 1].map { sign in
      let room = sign < 0 ? centre - limits.low : limits.high - centre
      guard room > 0 else { return 0 }
      var width = min(room, max(guess, 1e-4))
      // Falls are nearly squares of distances: two or three rounds.
      for _ in 0..<4 {
        let found = fall(centre + sign * width)
        let factor = min(4, max(0.25, Double.sqrt(drop / max(found, drop / 16))))
        let next = min(room, width * factor)
        if abs(next - width) < 0.05 * width {
          return next
        }
        width = next
      }
      return width
    }.reduce(0, max)
  }
}

/// The largest value of a function with one peak, by golden section: 42 rounds make 10⁻⁹ of
/// the bracket.
private func goldenSection(
  _ low: Double, _ high: Double, rounds: Int = 42, isAbove value: (Double) -> Double
) -> Double {
  let ratio = 0.6180339887498949
  var (low, high) = (low, high)
  var left = high - ratio * (high - low)
  var right = low + ratio * (high - low)
  var (atLeft, atRight) = (value(left), value(right))
  for _ in 0..<rounds {
    if atLeft > atRight {
      (high, right, atRight) = (right, left, atLeft)
      left = high - ratio * (high - low)
      atLeft = value(left)
    } else {
      (low, left, atLeft) = (left, right, atRight)
      right = low + ratio * (high - low)
      atRight = value(right)
    }
  }
  return (low + high) / 2
}

/// Gradient, curvature and scatter of a likelihood at one place, by central differences.
private struct Curvature {
  private var gradient = (0.0, 0.0)
  private var hessian = (pp: 0.0, pl: 0.0, ll: 0.0)
  private var scatter = (pp: 0.0, ll: 0.0)
  private var termCount = 0

  init(_ likelihood: some LoopLikelihood, _ exponent: Double, _ external: Double) {
    let h = 1e-3 * max(0.5, exponent)
    let g = 1e-3
    let p = max(exponent, h)
    let l = min(1 - 2 * g, max(external, g))
    func terms(_ i: Double, _ j: Double) -> [Double] {
      likelihood.terms(exponent: p + i * h, external: l + j * g)
    }
    func sum(_ terms: [Double]) -> Double { terms.reduce(0, +) }
    let (right, left) = (terms(1, 0), terms(-1, 0))
    let (up, down) = (terms(0, 1), terms(0, -1))
    let centre = sum(terms(0, 0))
    let cross =
      sum(terms(1, 1)) - sum(terms(1, -1)) - sum(terms(-1, 1)) + sum(terms(-1, -1))
    gradient = ((sum(right) - sum(left)) / (2 * h), (sum(up) - sum(down)) / (2 * g))
    hessian = (
      (sum(right) - 2 * centre + sum(left)) / (h * h), cross / (4 * h * g),
      (sum(up) - 2 * centre + sum(down)) / (g * g)
    )
    termCount = right.count
    for index in right.indices {
      let x = (right[index] - left[index]) / (2 * h)
      let y = (up[index] - down[index]) / (2 * g)
      scatter.pp += x * x
      scatter.ll += y * y
    }
  }

  /// Newton's step where the surface has a peak, else one along the gradient.
  var step: (Double, Double) {
    let determinant = hessian.pp * hessian.ll - hessian.pl * hessian.pl
    guard hessian.pp < 0, determinant > 0 else {
      let length = max(abs(gradient.0), abs(gradient.1), 1e-300)
      return (0.2 * gradient.0 / length, 0.1 * gradient.1 / length)
    }
    return (
      -(hessian.ll * gradient.0 - hessian.pl * gradient.1) / determinant,
      -(hessian.pp * gradient.1 - hessian.pl * gradient.0) / determinant
    )
  }

  /// What the curvature says of the errors of p and λ, and the fall of the likelihood that stands for
  /// one standard error: ½, or as much more as scores scatter more than the curvature says.
  func widths(byScatter: Bool) -> (exponent: Double, external: Double, drop: Double)? {
    let (a, b, c) = (-hessian.pp, -hessian.pl, -hessian.ll)
    let determinant = a * c - b * b
    guard a > 0 || c > 0 else { return nil }
    guard a > 0, determinant > 1e-9 * abs(a * c), determinant.isFinite else {
      return (0.3, 0.1, 0.5)
    }
    let drop =
      byScatter && termCount >= 20 ? 0.5 * max(1, (scatter.pp / a + scatter.ll / c) / 2) : 0.5
    return (Double.sqrt(c / determinant), Double.sqrt(a / determinant), drop)
  }
}
