import HeatDeath

extension CommandError {
  /// As the screen says it: whole in 78 columns, with a way on.
  var sentence: String {
    switch self {
    case .intervention(let error): error.sentence
    case .nothingToUndo: "there is nothing to undo; R starts again from the same data"
    case .nothingToRedo: "there is no undo to take back; u undoes the last thing done"
    case .crowd(let refusal): refusal.sentence
    }
  }
}

extension CrowdRefusal {
  /// Why there is no crowd, or why something cannot be done to it: whole in 78 columns.
  var sentence: String {
    switch self {
    case .runs: "a crowd has \(Crowd.runCounts.lowerBound) to \(Crowd.runCounts.upperBound) runs"
    case .window: "no crowd: under a window the order of the samples counts; L changes that"
    case .learner(let name): "no crowd: \(name) has a memory of its own; L changes that"
    case .batch: "no crowd: batches must be of one size to compare the runs; L changes that"
    case .externalData: "no crowd: the law of the fresh data is for other categories; x changes it"
    case .policy: "no crowd: that policy is out of range; L offers those there are"
    case .injection(_, let room): "no more than \(room) samples fit by now"
    case .change: "nothing that can be done to a crowd"
    }
  }
}

extension InterventionError {
  fileprivate var sentence: String {
    switch self {
    case .injection(_, let room): "no more than \(room) samples fit by now; i offers those"
    case .law: "that law is for other categories; x and i offer those there are"
    case .policy: "that policy is out of range; L offers those there are"
    case .engine(let refusal): refusal.sentence
    case .landing, .landingBySteps: "k is there already; R starts again"
    }
  }
}

extension EngineRefusal {
  /// Why `E` does not fly.
  var sentence: String { "no flight: \(reason); space goes on" }

  /// Why no leap holds.
  var reason: String {
    switch self {
    case .notAnUrn(let part): part
    case .doesNotGrow(let policy): "the dataset does not grow under \(policy)"
    case .subsampled: "each retraining draws its own subsample"
    case .learner(let name): "each retraining of \(name) counts"
    case .sampler(let name): "the law of \(name) has jumps"
    }
  }
}
