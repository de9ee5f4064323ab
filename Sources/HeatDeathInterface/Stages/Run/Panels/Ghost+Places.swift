import HeatDeath

extension Ghost {
  /// The most places that a ghost is drawn with: it is dim, and costs no more than it tells.
  private static let most = 250

  /// Laws, in proportion to counts, and sizes on its way from the fork to its end.
  var places: [(law: ArraySlice<Int64>, size: Int64)] {
    let first = trajectory.sizes.lastIndex { $0 <= fork } ?? 0
    let step = max(1, (trajectory.count - first) / Self.most)
    return stride(from: first, to: trajectory.count, by: step).map {
      (trajectory.counts(at: $0), trajectory.sizes[$0])
    } + [(shares[...], clock)]
  }
}
