/// What has become of the runs of a ``PhaseCell`` at K samples: counts and means over the runs, with
/// θ = Θ(K) the model's law, τ what it generates, and θ⁰ the law of the initial data.
///
/// A run is
///
/// - *collapsed* where max_i τ(θ)_i ≥ ``collapseThreshold``: nine in ten of the samples that the model
///   generates fall into one category. τ and not θ, for with external data θ keeps at least λq_i of
///   each, however collapsed what the model adds is;
/// - *uniform* where it is not collapsed and |m θ_i − 1| ≤ ``evenness`` for each of the m categories
///   that can have samples: those that have some at first or from outside (λq_i > 0), and all of
///   them where the sampler or the learner revives categories;
/// - *mixed* else.
///
/// What is *retained* of the initial law is 1 − ½ Σ_i |θ_i − θ⁰_i| = Σ_i min(θ_i, θ⁰_i): 1 where
/// nothing was forgotten, 0 where nothing is left. The divergence is D(θ⁰‖θ) in nats, as
/// `heatdeath run --columns kl` writes it: infinite where a category has died out.
public struct PhaseOutcome: Hashable, Sendable {
  /// What a collapsed model gives at least to one category.
  public static let collapseThreshold = 0.9

  /// How far from an even share a uniform one may be, in parts of it.
  public static let evenness = 0.1

  /// R: how many runs have been counted.
  public private(set) var runCount = 0

  public private(set) var collapsedCount = 0
  public private(set) var uniformCount = 0
  private var retained = 0.0
  private var entropy = 0.0
  private var divergence = 0.0
  private var largest = 0.0

  private let initialLaw: SimplexPoint
  /// Which categories can have samples, and m.
  private let isAlive: [Bool]
  private let aliveCount: Double

  /// Before the first run.
  init(of scenario: Scenario) {
    initialLaw = scenario.initialData.empiricalLaw
    let revives = scenario.loop.sampler.revivesZeros || !scenario.loop.learner.keepsZeros
    let outside =
      scenario.externalData.fraction > 0
      ? try? scenario.externalData.law.resolved(initial: initialLaw) : nil
    let initial = initialLaw
    isAlive = initial.coordinates.indices.map { category in
      revives || initial[category] > 0 || (outside?[category] ?? 0) > 0
    }
    aliveCount = Double(isAlive.count { $0 })
  }

  /// Counts a run that has come to θ.
  ///
  /// - Parameter tau: τ(θ).
  mutating func add(_ theta: SimplexPoint, generating tau: SimplexPoint) {
    runCount += 1
    if isCollapsed(tau) {
      collapsedCount += 1
    } else if isUniform(theta) {
      uniformCount += 1
    }
    retained += 1 - theta.totalVariation(from: initialLaw)
    entropy += theta.entropy
    divergence += initialLaw.divergence(from: theta)
    largest += theta.coordinates.reduce(0, max)
  }

  /// One category alone can neither collapse nor fade: it is uniform.
  private func isCollapsed(_ tau: SimplexPoint) -> Bool {
    aliveCount > 1 && tau.coordinates.contains { $0 >= Self.collapseThreshold }
  }

  private func isUniform(_ theta: SimplexPoint) -> Bool {
    theta.coordinates.indices.allSatisfy { category in
      !isAlive[category] || abs(aliveCount * theta[category] - 1) <= Self.evenness
    }
  }

  /// The share of runs that have collapsed. Its standard error is at most 1/(2√R).
  public var collapsedShare: Double { mean(Double(collapsedCount)) }

  /// The share of runs that are uniform.
  public var uniformShare: Double { mean(Double(uniformCount)) }

  /// The mean of what is retained, from 0 to 1.
  public var meanRetained: Double { mean(retained) }

  /// The mean entropy of θ in nats.
  public var meanEntropy: Double { mean(entropy) }

  /// The mean of D(θ⁰‖θ) in nats; may be infinite.
  public var meanDivergence: Double { mean(divergence) }

  /// The mean of the largest share, max_i θ_i.
  public var meanLargestShare: Double { mean(largest) }

  private func mean(_ sum: Double) -> Double { sum / Double(max(1, runCount)) }
}
