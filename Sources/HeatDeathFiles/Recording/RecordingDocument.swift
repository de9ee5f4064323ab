import HeatDeath

/// A recording as text that a person reads: a scenario's keys, then what was done to the run and what
/// it was on the way, in order.
///
/// ```toml
/// recording = 1
/// temperature = 0.8
/// counts = [5, 3, 2]
/// seed = 7
///
/// [[event]]
/// drawn = 120
/// what = "temperature"
/// temperature = 0.85
///
/// [[checkpoint]]
/// drawn = 500
/// k = 510
/// hash = "0123456789abcdef"
/// ```
///
/// ``RecordingFile`` reads it back as the same recording, to the last bit.
package struct RecordingDocument: CustomStringConvertible {
  private let recording: Recording

  package init(_ recording: Recording) { self.recording = recording }

  /// Writes it to a new file in the working directory, named after the seed.
  ///
  /// - Returns: the file's name.
  /// - Throws: ``OutputError`` where no file can be made; none that exists is touched.
  package func write() throws(OutputError) -> String {
    try TextFile.writeNew(
      description, name: "heatdeath-\(recording.start.seed)", type: "toml", upTo: 9999)
  }

  package var description: String {
    var lines = [
      "# heatdeath replay THIS-FILE shows this run again; with --check it is drawn again and held",
      "# against the hashes. docs/recording.md says what stands here.",
      "recording = \(Recording.version)",
    ]
    lines += TOMLLines.written(Self.entries(of: recording.start))
    var checkpoints = recording.checkpoints[...]
    func write(before eventCount: Int) {
      while let checkpoint = checkpoints.first, checkpoint.eventCount < eventCount {
        lines += ["", "[[checkpoint]]"]
        lines += TOMLLines.written([
          ("drawn", Self.date(checkpoint.samplesDrawn)), ("k", .integer(checkpoint.size)),
          ("hash", .text(RecordingFile.text(of: checkpoint.hash))),
        ])
        checkpoints.removeFirst()
      }
    }
    for (index, event) in recording.events.enumerated() {
      write(before: index + 1)
      lines += ["", "[[event]]"]
      lines += TOMLLines.written(
        [("drawn", Self.date(event.samplesDrawn))] + Self.entries(of: event.intervention))
    }
    write(before: .max)
    return lines.joined(separator: "\n") + "\n"
  }

  /// TOML's integers end at 2⁶³ − 1.
  private static func date(_ drawn: Int128) -> DocumentValue {
    Int64(exactly: drawn).map { .integer($0) } ?? .text("\(drawn)")
  }

  private static func entries(of scenario: Scenario) -> [(key: String, value: DocumentValue)] {
    let entries = ScenarioKey.entries(of: scenario)
    let data = scenario.externalData
    // A law that nothing is drawn from at present decides nothing yet, and is part of the state.
    guard data.fraction == 0, data != .none else { return entries }
    return entries + [
      (ScenarioKey.external.rawValue, .real(data.fraction)),
      (ScenarioKey.externalLaw.rawValue, .text(OptionValues.text(of: data.law))),
    ]
  }

  private static func entries(
    of intervention: Intervention
  ) -> [(key: String, value: DocumentValue)] {
    let what = ("what", DocumentValue.text(RecordedEvent(intervention).rawValue))
    switch intervention {
    case .setTemperature(let temperature):
      return [what, ("temperature", .real(temperature.value))]
    case .inject(let count, let law):
      return [what, ("count", .integer(count)), ("law", .text(OptionValues.text(of: law)))]
    case .setExternalData(let data):
      return [
        what, ("external", .real(data.fraction)),
        ("external-law", .text(OptionValues.text(of: data.law))),
      ]
    case .setLoop(let loop):
      return [
        what, ("sampler", .text(loop.sampler.description)),
        ("learner", .text(loop.learner.description)), ("policy", .text(loop.policy.description)),
      ] + (loop.batch.map { [("batch", .text($0.description))] } ?? [])
    case .setEngine(let engine): return [what, ("engine", .text(engine.rawValue))]
    case .reseed(let seed), .redraw(let seed): return [what, ("seed", .text("\(seed)"))]
    case .restart: return [what]
    case .start(let scenario): return [what] + entries(of: scenario)
    case .land(let target): return [what, ("k", .integer(target))]
    }
  }
}

/// What an event of a recording is called.
enum RecordedEvent: String, CaseIterable {
  case temperature, inject, external, loop, engine, redraw, reseed, restart, start, land

  init(_ intervention: Intervention) {
    self =
      switch intervention {
      case .setTemperature: .temperature
      case .inject: .inject
      case .setExternalData: .external
      case .setLoop: .loop
      case .setEngine: .engine
      case .redraw: .redraw
      case .reseed: .reseed
      case .restart: .restart
      case .start: .start
      case .land: .land
      }
  }
}
