import RealModule

/// The ``Simulation/clock`` of a recorded run, told by the dates of what was done.
struct RecordedClock {
  /// Beyond ``Dataset/maximumSize`` after an injection that no run takes.
  private(set) var value: Int64
  /// By how many powers of ten it has grown by samples drawn; what each start begins anew is added up.
  private(set) var decades = 0.0
  private var date: Int128 = 0
  private var initialSize: Int64

  init(_ start: Scenario) {
    initialSize = start.initialData.size
    value = initialSize
  }

  /// The last date there may be before something else is done.
  var latest: Int128 { date + Int128(max(0, Dataset.maximumSize - value)) }

  /// - Precondition: from the date before to ``latest``.
  mutating func draw(to date: Int128) {
    let next = value + Int64(date - self.date)
    decades += Double.log10(Double(next) / Double(value))
    value = next
    self.date = date
  }

  mutating func carryOut(_ intervention: Intervention) {
    switch intervention {
    case .inject(let count, _): value = min(value, Dataset.maximumSize) + count
    case .start(let scenario):
      initialSize = scenario.initialData.size
      value = initialSize
    case .reseed, .restart: value = initialSize
    case .setTemperature, .setExternalData, .setLoop, .setEngine, .redraw, .land: break
    }
  }
}
