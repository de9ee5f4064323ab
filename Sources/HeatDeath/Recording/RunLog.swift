/// What a run is a function of: the scenario it began with and everything done to it, by date.
public struct RunLog: Hashable, Sendable {
  /// What the run began with.
  public let start: Scenario

  /// What was done to it, oldest first.
  public private(set) var events: [DatedIntervention] = []

  /// What was done since the last start, with the clock just after. Landings draw samples and leave
  /// no mark.
  public private(set) var marks: [InterventionMark] = []

  /// How many events there were when the present run had begun.
  private(set) var countAtStart = 0

  private var initialSize: Int64
  private var dateOfStart: Int128 = 0
  private var injectedCount: Int64 = 0

  /// - Parameter events: by date.
  init(start: Scenario, events: some Sequence<DatedIntervention> = []) {
    self.start = start
    initialSize = start.initialData.size
    for event in events { append(event) }
  }

  mutating func append(_ event: DatedIntervention) {
    events.append(event)
    if event.intervention.startsAnew {
      marks = []
      countAtStart = events.count
      dateOfStart = event.samplesDrawn
      injectedCount = 0
    }
    switch event.intervention {
    case .start(let scenario):
      initialSize = scenario.initialData.size
      return
    case .land: return
    case .inject(let count, _): injectedCount += count
    case .setTemperature, .setExternalData, .setLoop, .setEngine, .redraw, .reseed, .restart: break
    }
    let drawn = Int64(event.samplesDrawn - dateOfStart)
    marks.append(
      InterventionMark(clock: initialSize + drawn + injectedCount, intervention: event.intervention)
    )
  }
}
