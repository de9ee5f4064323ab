import HeatDeath

// The comparison, told in lines.
extension ComparisonStage {
  private func names(_ format: NumberFormat) -> [String] {
    let snapshots = feeds.map(\.snapshot)
    let differences = Differences(snapshots)
    return snapshots.map { differences.name(of: $0, format) }
  }

  func remarks(in shell: Shell, _ format: NumberFormat) -> [Remark] {
    let names = names(format)
    let fresh = Set(feeds.map(\.snapshot.externalData)).count == 1
    let data = fresh ? feeds.first.map(\.snapshot.externalData) : nil
    let labels = feeds.first?.snapshot.scenario.labels ?? []
    let stream =
      data.map { $0.fraction > 0 ? "; \(InterventionText(format, labels).share($0))" : "" } ?? ""
    let target = focus.map { "\(names[$0]) alone" } ?? "all runs"
    return [
      Remark("runs", "side by side: \(names.joined(separator: "; "))\(stream)"),
      Remark(
        "focus", "keys act on \(target)", identity: "\(focus ?? -1)", isUnsaidAtFirst: true),
      motion(format),
    ]
  }

  func summary(in shell: Shell, _ format: NumberFormat) -> [String] {
    let names = names(format)
    let first = feeds.first?.snapshot
    let place = first.map { RunSentences.place(of: $0, format) } ?? ""
    var lines = ["\(feeds.count) runs side by side, the first at \(place)"]
    for (feed, name) in zip(feeds, names) {
      let run = RunSentences(feed: feed, format: format, isVeiled: shell.isAwaitingPrediction)
      lines.append("\(name), at \(run.place): shares \(run.sharesInShort)")
      lines += run.unevenness.prefix(1).map { "\(name): \($0)" }
      lines.append("\(name): \(run.end)")
    }
    let reference = focus ?? 0
    guard feeds.indices.contains(reference) else { return lines }
    for index in feeds.indices where index != reference {
      let (one, other) = (feeds[reference].snapshot, feeds[index].snapshot)
      guard one.categoryCount == other.categoryCount else { continue }
      let distance = one.theta.totalVariation(from: other.theta)
      lines.append(
        "\(names[index]) differs from \(names[reference]) in "
          + "\(format.percent(distance, complement: 1 - distance)) of the model")
    }
    return lines
  }

  var isSummaryComplete: Bool {
    feeds.allSatisfy { $0.isForecastPresent || isMoving && $0.forecast != nil }
  }
}
