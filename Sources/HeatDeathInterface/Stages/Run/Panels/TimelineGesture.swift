import HeatDeath

/// Interventions of one kind that stand so close together on the timeline that their labels could
/// not stand side by side, as those of a key held down: one for the reader, with one label.
struct TimelineGesture {
  /// Where they stand, in order.
  private(set) var columns: [Int]
  /// The last one, or all injections in one.
  private(set) var intervention: Intervention
  /// What was in force before the first one.
  let before: Settings

  /// The column in the middle of them.
  var middle: Int { ((columns.first ?? 0) + (columns.last ?? 0)) / 2 }

  /// Gathers interventions, oldest first.
  ///
  /// - Parameters:
  ///   - start: what was in force at first.
  ///   - reach: how many columns apart they may be.
  static func gathered(
    _ marks: [(intervention: Intervention, column: Int)], start: Settings, reach: Int
  ) -> [TimelineGesture] {
    var settings = start
    var gestures: [TimelineGesture] = []
    for (intervention, column) in marks {
      if let last = gestures.last, column - (last.columns.last ?? 0) <= reach,
        let sum = last.intervention.followed(by: intervention)
      {
        gestures[gestures.count - 1].intervention = sum
        gestures[gestures.count - 1].columns.append(column)
      } else {
        gestures.append(
          TimelineGesture(columns: [column], intervention: intervention, before: settings))
      }
      switch intervention {
      case .setTemperature(let temperature): settings.temperature = temperature
      case .setExternalData(let data): settings.externalData = data
      default: break
      }
    }
    return gestures
  }

  /// `T .80→1.20` of several changes; `nil` where the label of the intervention says all.
  func change(_ format: NumberFormat) -> String? {
    guard columns.count > 1 else { return nil }
    let (name, old, new): (String, String, String)
    switch intervention {
    case .setTemperature(let temperature):
      (name, old, new) = (
        "T", format.temperature(before.temperature.value), format.temperature(temperature.value)
      )
    case .setExternalData(let data):
      (name, old, new) = (
        format.symbols.lambda, format.fraction(before.externalData.fraction, isTight: true),
        format.fraction(data.fraction, isTight: true)
      )
    default: return nil
    }
    // There and back again would read as if nothing had been done.
    return old == new ? nil : "\(name) \(change(old, new, format.symbols.arrow))"
  }

  /// Without the zeros before the points.
  private func change(_ old: String, _ new: String, _ arrow: String) -> String {
    [old, new].map { String($0.hasPrefix("0.") ? $0.dropFirst() : $0[...]) }
      .joined(separator: arrow)
  }
}

extension Intervention {
  /// What this one and the next come to, if they are of one kind.
  fileprivate func followed(by next: Intervention) -> Intervention? {
    switch (self, next) {
    case (.setTemperature, .setTemperature), (.setExternalData, .setExternalData),
      (.setLoop, .setLoop), (.setEngine, .setEngine):
      next
    case (.inject(let count, let law), .inject(let more, let other)) where law == other:
      .inject(count: count + more, law: law)
    default: nil
    }
  }
}
