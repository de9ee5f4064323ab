import HeatDeath
import RealModule
import TerminalDrawing

/// Where the model will be, as a density: in the end at T = 1, some samples on while they are few,
/// about the uniform point at T > 2.
struct LawLayer: PictureLayer {
  var name: String { "law" }
  var words: String { "where chance takes the model: the stronger, the likelier" }

  /// Up to this size the exact law is shown.
  static let largestSize: Int64 = 1000
  /// The most samples it looks ahead: some 40,000 sums.
  static let mostDraws: Int64 = 60

  /// Which law there is of a run.
  private enum Known {
    case end(DirichletEnd)
    /// The exact law after so many more samples.
    case after(Int)
    case spread(UniformEnd)
  }

  private func known(_ snapshot: Snapshot) -> Known? {
    guard snapshot.loop.policy == .accumulate, snapshot.loop.learner == .exact,
      snapshot.loop.batchSize(initialSize: snapshot.initialSize) == .one,
      let dataset = try? Dataset(counts: snapshot.counts)
    else { return nil }
    let isClosed = snapshot.externalData.fraction == 0
    if isClosed, snapshot.assumptionClass.samplerClass == .identity {
      return .end(DirichletEnd(of: dataset))
    }
    guard snapshot.loop.sampler == .softmax else { return nil }
    if dataset.size <= Self.largestSize {
      return .after(Int(min(dataset.size, Self.mostDraws)))
    }
    guard isClosed, snapshot.temperature.value > 2 else { return nil }
    return .spread(UniformEnd(of: dataset, temperature: snapshot.temperature))
  }

  func obstacle(in snapshot: Snapshot) -> LayerObstacle? {
    let reason: (String, String)
    if snapshot.categoryCount > 3 {
      reason = (
        "inside a tetrahedron a cloud hides itself; N leads to 3 categories", "no law here"
      )
    } else if snapshot.counts.contains(0) {
      reason = ("a category has no sample, the law lies on an edge; i injects some", "on an edge")
    } else if known(snapshot) != nil {
      return nil
    } else if snapshot.loop != .paper {
      reason = ("known for softmax, data kept and learned exactly, one by one; L", "law not known")
    } else {
      reason = (
        "known up to 1000 samples, at T = 1 and above 2, and not here; R starts again",
        "law not known"
      )
    }
    return LayerObstacle(sentence: "no law: \(reason.0)", short: reason.1)
  }

  func inquiries(of feed: RunFeed) -> [Inquiry] {
    guard case .after(let draws)? = known(feed.figures),
      let dataset = try? Dataset(counts: feed.figures.counts)
    else { return [] }
    return [
      Inquiry(
        FiniteLawQuestion(field: feed.figures.meanField, dataset: dataset, draws: draws),
        about: feed.source.number)
    ]
  }

  func ground(of grid: SimplexGrid, in context: DrawingContext) -> LayerGround? {
    switch known(context.snapshot) {
    case .end(let end)?:
      let sd = end.standardDeviations.max() ?? 0
      return ground(
        grid.map { end.logDensity(at: $0) }, in: context,
        words: ["where it ends by chance", "where it ends"], spread: sd)
    case .spread(let end)?:
      let size = Double(context.snapshot.size)
      let sd = end.varianceFactor.map { ($0 / size).squareRoot() } ?? 0
      return ground(
        grid.map { end.logDensity(at: $0, size: size) ?? 0 }, in: context,
        words: ["where runs are at this k", "runs at this k"], spread: sd)
    case .after?:
      guard let (question, law) = context.feed.answer(to: FiniteLawQuestion.self), let law,
        question.field == context.snapshot.meanField,
        question.dataset.categoryCount == grid.categoryCount
      else { return nil }
      let size = question.dataset.size + Int64(question.draws)
      let logs = grid.map { theta in
        Double.log(law.probability(of: SimplexPoint(weights: theta).counts(ofSize: size)))
      }
      let words = ["after \(question.draws) more samples", "in \(question.draws) samples"]
      return ground(logs, in: context, words: words, spread: nil)
    case nil: return nil
    }
  }

  /// - Parameters:
  ///   - logs: logarithms of the density or the probability, but for a constant.
  ///   - spread: the largest standard deviation of a share.
  private func ground(
    _ logs: [Double?], in context: DrawingContext, words: [String], spread: Double?
  ) -> LayerGround? {
    let look = context.look
    let finite = logs.compactMap { $0 }.filter { $0 < .infinity }
    guard let highest = finite.max(), highest > -.infinity else { return nil }
    // Below a hundredth of the highest nothing is drawn.
    let amounts = logs.map { log -> Double? in
      guard let log else { return nil }
      let amount = Double.exp(min(0, log - highest))
      return amount >= 0.01 ? amount : nil
    }
    var ground = LayerGround(amounts: amounts, of: .ground, look: look, areShaded: true)
    ground.legend = [words.map { look.text($0) }]
    if let spread {
      let number = look.format.short(spread)
      ground.legend.append(
        ["spread of a share: \(number)", "spread \(number)"].map { look.text($0) })
    }
    ground.legend.append(
      [10, 5].map { look.strip(of: .ground, from: "1 %", to: "peak", cells: $0) })
    return ground
  }

  func legend(_ look: Look, categoryCount: Int) -> [HelpLine] {
    [
      HelpLine(
        "law",
        "how likely each place is: in the end at T = 1 (Dirichlet), else soon or in the long run"
      )
    ]
  }
}
