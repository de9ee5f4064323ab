/// A softmax temperature T, ``smallest`` ≤ T ≤ ∞, as a validated value.
///
/// T = ∞ is allowed and means the uniform law on the support (exponent 1/T = 0, with 0⁰ = 0).
public struct Temperature: Hashable, Sendable {
  /// T itself, in [``smallest``, ∞].
  public let value: Double

  /// The lowest temperature accepted, 10⁻³⁰⁸: below about half of it 1/T is no finite number.
  public static let smallest = 1e-308

  /// Creates a temperature.
  ///
  /// - Throws: ``TemperatureError`` when `value` is NaN, zero, negative or below ``smallest``.
  public init(_ value: Double) throws(TemperatureError) {
    guard value >= Self.smallest else { throw TemperatureError(value: value) }
    self.value = value
  }

  init(validated value: Double) { self.value = value }

  /// T = 1, where the sampler is the identity.
  public static let one = Temperature(validated: 1)

  /// T = ∞, the uniform law on the support.
  public static let infinite = Temperature(validated: .infinity)

  /// The exponent p = 1/T in [0, ∞): category i is drawn with weight c_iᵖ.
  public var exponent: Double { 1 / value }

  /// The sampler's class under Assumption 1 of the paper: T < 1 expands, T = 1 is the identity,
  /// T > 1 contracts.
  public var samplerClass: SamplerClass {
    value < 1 ? .expanding : value > 1 ? .contracting : .identity
  }
}

/// A number that is no temperature.
public struct TemperatureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The number found.
  public let value: Double

  public var description: String {
    "\(value) is not a temperature; accepted is a number above 0 (from \(Temperature.smallest)), or inf"
  }
}

/// What a sampler does to every V_I: the three cases of Assumption 1 of the paper.
public enum SamplerClass: Hashable, Sendable, CaseIterable {
  /// Property 2.a: τ(θ) = θ.
  case identity
  /// Property 2.b: V_I(τ(θ)) < V_I(θ).
  case contracting
  /// Property 2.c: V_I(τ(θ)) > V_I(θ).
  case expanding

  /// The long-run behaviour that the paper proves for the class.
  public var regime: Regime {
    switch self {
    case .identity: .martingale
    case .contracting: .heatDeath
    case .expanding: .modeCollapse
    }
  }
}

/// What becomes of a model that learns from its own output, without external data.
public enum Regime: Hashable, Sendable, CaseIterable {
  /// T < 1: one category takes all but finitely many samples, almost surely.
  case modeCollapse
  /// T = 1: a Pólya urn. Nothing is lost on average; the limit is a random point.
  case martingale
  /// T > 1: uniform on the initial support.
  case heatDeath
}
