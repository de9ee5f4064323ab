/// The mean flow of a closed loop: what becomes of the model's law θ when chance is averaged out.
///
///     dθ/dt = (1−λ)τ(θ) + λq − θ,   t = ln k
///
/// The room for what is computed of a loop instead of drawn: its drift, which way that moves a V_I,
/// and where it leads.
///
/// The flow is that of data that accumulate. Replaced data and a window follow the same streamlines
/// at another pace; so does a smoothed learner, whose law moves straight towards the next sample's.
public struct MeanField: Hashable, Sendable {
  /// τ, with the temperature it is asked at.
  public let sampler: Sampler
  public let temperature: Temperature
  /// λ, in [0, 1].
  public let externalFraction: Double
  /// q; `nil` where λ = 0.
  public let externalLaw: SimplexPoint?

  /// - Parameters:
  ///   - settings: those of which sampler, T and λ with q count here.
  ///   - initial: the law of the initial data, which q may name; not asked for at λ = 0.
  /// - Throws: ``ExternalDataError`` where q does not fit it.
  public init(
    _ settings: Settings, initial: @autoclosure () -> SimplexPoint
  ) throws(ExternalDataError) {
    sampler = settings.loop.sampler
    temperature = settings.temperature
    externalFraction = settings.externalData.fraction
    externalLaw =
      externalFraction > 0 ? try settings.externalData.law.resolved(initial: initial()) : nil
  }

  /// Without external data.
  public init(_ sampler: Sampler = .softmax, temperature: Temperature) {
    self.sampler = sampler
    self.temperature = temperature
    externalFraction = 0
    externalLaw = nil
  }

  /// Softmax with a fraction λ of external data from q.
  ///
  /// - Precondition: λ is in [0, 1].
  init(temperature: Temperature, externalFraction: Double, externalLaw: SimplexPoint) {
    precondition((0...1).contains(externalFraction), "a fraction is from 0 to 1")
    sampler = .softmax
    self.temperature = temperature
    self.externalFraction = externalFraction
    self.externalLaw = externalFraction > 0 ? externalLaw : nil
  }

  /// The law of the next sample, (1−λ)τ(θ) + λq.
  ///
  /// - Precondition: θ has as many categories as q.
  public func nextSampleLaw(at theta: SimplexPoint) -> SimplexPoint {
    nextSampleLaw(tau: sampler.law(at: theta, temperature: temperature))
  }

  func nextSampleLaw(tau: SimplexPoint) -> SimplexPoint {
    guard let externalLaw else { return tau }
    return SimplexPoint(
      weights: zip(tau.coordinates, externalLaw.coordinates).map {
        (1 - externalFraction) * $0 + externalFraction * $1
      })
  }

  /// Overwrites `law` by (1−λ)τ(θ) + λq, without allocating unless the sampler is a custom function.
  ///
  /// - Parameters:
  ///   - theta: a point of the simplex: coordinates that are not negative and add up to 1.
  ///   - law: as many numbers as `theta` has.
  /// - Precondition: θ has as many categories as q.
  public func findNextSampleLaw(at theta: [Double], into law: inout [Double]) {
    sampler.apply(to: theta, temperature: temperature, into: &law)
    guard let externalLaw else { return }
    for category in law.indices {
      law[category] =
        (1 - externalFraction) * law[category] + externalFraction * externalLaw[category]
    }
  }

  /// The drift (1−λ)τ(θ) + λq − θ, whose components add up to 0 to rounding.
  ///
  /// - Precondition: θ has as many categories as q.
  public func drift(at theta: SimplexPoint) -> [Double] {
    zip(nextSampleLaw(at: theta).coordinates, theta.coordinates).map { $0 - $1 }
  }

  /// What is known of the sampler under Assumption 1 on so many categories, where it is proved.
  func samplerClass(categoryCount: Int) -> SamplerClass? {
    sampler.assumptionClass(temperature: temperature, categoryCount: categoryCount).samplerClass
  }
}
