extension Snapshot {
  /// How many samples of the dataset as it is no model has made: initial ones, injected ones, and
  /// those that came from the external stream.
  ///
  /// - Returns: `nil` where that is not known: a policy that discards samples does not count apart
  ///   which ones it keeps, so it can be told only while the order of samples is certain.
  /// - Complexity: O(marks).
  public var realCount: Int64? {
    let generated = clock - initialSize - injectedCount - externalCount
    if generated == 0 { return size }
    if hasAlwaysGrown { return clock - generated }
    switch loop.policy {
    case .window: return realCountOfWindow
    case .replace: return realCountOfGeneration
    case .accumulate, .subsample: return nil
    }
  }

  var hasAlwaysGrown: Bool {
    let later = marks.map { mark in
      if case .setLoop(let loop) = mark.intervention { loop.policy.grows } else { true }
    }
    return start.loop.policy.grows && later.allSatisfy(\.self)
  }

  /// The window holds the newest samples; a change of the loop or the engine shuffles it.
  private var realCountOfWindow: Int64? {
    let discarded = clock - size
    guard externalCount == 0, lastClock(of: \.reordersDataset).map({ $0 <= discarded }) ?? true
    else { return nil }
    let injected = marks.reduce(into: Int64(0)) { sum, mark in
      guard case .inject(let count, _) = mark.intervention else { return }
      sum += max(0, mark.clock - max(mark.clock - count, discarded))
    }
    return max(0, initialSize - discarded) + injected
  }

  /// A generation is replaced when the next one is complete; a change of the loop or the engine begins
  /// that anew, and injected samples come to the present one.
  private var realCountOfGeneration: Int64? {
    let batch = loop.batchSize(initialSize: initialSize).range
    let last = lastClock { $0.reordersDataset || $0.isInjection }
    let drawn = clock - (last ?? initialSize)
    if drawn >= batch.upperBound { return externalCount == 0 ? 0 : nil }
    return last == nil && drawn < batch.lowerBound ? size : nil
  }

  /// The clock after the last intervention of a kind.
  private func lastClock(of isMeant: (Intervention) -> Bool) -> Int64? {
    marks.last { isMeant($0.intervention) }?.clock
  }
}

extension Intervention {
  fileprivate var reordersDataset: Bool {
    switch self {
    case .setLoop, .setEngine: true
    default: false
    }
  }

  fileprivate var isInjection: Bool {
    if case .inject = self { true } else { false }
  }
}
