import HeatDeath

/// All that says what the loop is doing, whatever the numbers are.
struct LoopState: Equatable {
  private let settings: Settings
  private let labels: [String]
  let extinct: [Int]
  let assumption: AssumptionClass
  private let isAlone: Bool
  private let isFull: Bool
  /// Whether a subsample is smaller than the dataset.
  private let isSampledFrom: Bool

  init(_ snapshot: Snapshot) {
    settings = snapshot.settings
    labels = snapshot.scenario.labels
    extinct = snapshot.extinct
    assumption = snapshot.assumptionClass
    isAlone = snapshot.isAlone
    isFull = snapshot.clock == Dataset.maximumSize
    if case .subsample(let most) = snapshot.loop.policy {
      isSampledFrom = snapshot.size > most
    } else {
      isSampledFrom = false
    }
  }

  /// Whether the theorems speak of the loop: nothing from outside, all data kept and learned exactly,
  /// a sampler of a class.
  var isPlain: Bool {
    settings.externalData.fraction == 0 && settings.loop.policy == .accumulate
      && settings.loop.learner.errorBound == 0 && assumption.samplerClass != nil && !isAlone
  }

  /// In a student's words.
  func words(_ format: NumberFormat) -> String {
    if isFull {
      let size = format.restingCount(Dataset.maximumSize)
      return "the dataset is full, \(size) samples: R starts again"
    }
    if labels.count == 1 { return "there is one category: every sample is \(labels[0].inSentence)" }
    let data = settings.externalData
    if data.fraction == 1 { return InterventionText(format, labels).stream(data) }
    if data.fraction > 0 {
      return "\(sampler); \(InterventionText(format, labels).share(data))"
    }
    if isAlone {
      let last = labels.indices.first { !extinct.contains($0) } ?? 0
      return "only \(labels[last].inSentence) is left: the model cannot generate anything else"
    }
    if let reservation { return "\(sampler); \(reservation)" }
    guard let samplerClass = assumption.samplerClass else {
      return "\(sampler): the theorems do not apply"
    }
    switch samplerClass {
    case .expanding: return "the strong get stronger: in the end one takes nearly everything"
    case .identity: return "nothing is favoured: shares wander and settle where chance leaves them"
    case .contracting:
      let isForEver = !settings.loop.sampler.revivesZeros
      guard isForEver, !extinct.isEmpty else {
        return "differences fade: in the end all shares are the same"
      }
      let names = extinct.map { labels[$0].inSentence }.joined(separator: ", ")
      return "differences between the living fade; extinct for ever: \(names)"
    }
  }

  private var sampler: String {
    switch assumption {
    case .satisfies(.expanding): "the sampler favours the strong"
    case .satisfies(.identity): "the sampler favours nobody"
    case .satisfies(.contracting): "the sampler favours the weak"
    case .neither: "the sampler favours now the strong, now the weak"
    case .decidedNumerically: "the sampler is of no proved class"
    case .breaks where settings.loop.sampler == .greedy: "the sampler says the most frequent alone"
    case .breaks where settings.loop.sampler.truncates: "the sampler cuts off what is rare"
    case .breaks: "the sampler breaks Assumption 1"
    }
  }

  /// What else has a say, beside the sampler.
  private var reservation: String? {
    switch settings.loop.policy {
    case .replace: return "each batch replaces the data before it"
    case .window(let size): return "only the newest \(size) samples are kept"
    case .subsample(let size) where isSampledFrom: return "the model sees \(size) of the samples"
    case .subsample, .accumulate: break
    }
    guard settings.loop.learner.errorBound != 0 else { return nil }
    return "the \(settings.loop.learner.title) is not exact"
  }
}

extension Sentence {
  /// What a run does all the time; of every run there is such a sentence.
  static func standing(in report: RunReport) -> Sentence {
    let state = LoopState(report.snapshot)
    return Sentence(
      .standing, while: { LoopState($0.snapshot) == state }, words: { state.words($0) })
  }
}
