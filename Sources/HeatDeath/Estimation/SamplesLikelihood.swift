import RealModule

/// The likelihood of samples of their own: row r + 1 was drawn from a model that was trained on row r.
///
///     ℓ = Σ_r Σ_i c'_i ln((1−λ)τ_p(c/M)_i + λq_i)
///
/// Categories that come up without having been there are left out without external data.
struct SamplesLikelihood: LoopLikelihood {
  struct Item {
    /// Which categories it has.
    let categories: [Int]
    let theta: [Double]
    let drawn: [Double]
  }

  let items: [Item]
  let law: [Double]?

  init(_ steps: [LoopObservations.Step], law: [Double]?) {
    self.law = law
    items = steps.compactMap { step in
      let kept = step.categories(law: law)
      let counts = kept.map { Double(step.before($0)) }
      let drawn = kept.map { Double(step.after($0)) }
      let size = counts.reduce(0, +)
      guard size > 0, drawn.contains(where: { $0 > 0 }), law != nil || counts.count > 1 else {
        return nil
      }
      return Item(categories: kept, theta: counts.map { $0 / size }, drawn: drawn)
    }
  }

  var hasFarSteps: Bool { false }

  func terms(exponent: Double, external: Double) -> [Double] {
    items.map { item in
      let next = loopLaw(item.theta, exponent: exponent, external: external, law: law)
      var sum = 0.0
      for category in next.indices where item.drawn[category] > 0 {
        sum += item.drawn[category] * Double.log(max(next[category], 1e-300))
      }
      return sum
    }
  }
}
