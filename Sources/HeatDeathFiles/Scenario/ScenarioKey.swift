import HeatDeath

/// What a key of a scenario says, ready for a draft of it.
package typealias ScenarioSetting = @Sendable (inout ScenarioDraft) -> Void

/// The table of what makes a scenario. Each key is an option of the command line (`--counts`), a key
/// of scenario files (`counts`), and a word of the command that starts a scenario again; all of them
/// derive from its row.
///
/// The cases stand in the order in which files are written.
package enum ScenarioKey: String, Hashable, Sendable, CaseIterable {
  case temperature, sampler, counts, labels, categories, data, text, unit, top, rest, take, header
  case labelColumn = "label-column"
  case countColumn = "count-column"
  case scale, merge, batch, external
  case externalLaw = "external-law"
  case policy, learner, seed

  /// What a key is about. All but ``process`` are about the initial data, which are taken whole from
  /// the options or from a file.
  enum Subject: Hashable, Sendable {
    case process
    /// Where the initial data come from; at most one is given.
    case source
    case names
    /// How a text is read.
    case text
    /// Which categories and samples are kept.
    case selection
    /// How a table is read.
    case table
  }

  /// Whether the value is a truth value, and the option a flag.
  var isFlag: Bool { self == .merge }

  var row: Row {
    switch self {
    case .temperature:
      Row(\.temperature, OptionValues.temperature, place: 2) { .real($0.temperature.value) }
    case .sampler:
      Row(\.sampler, Sampler.init(parsing:), place: 5) { Self.text($0.loop.sampler, but: .softmax) }
    case .counts:
      Row(\.counts, OptionValues.counts, .source, place: 0) {
        .list($0.initialData.counts.map { .integer($0) })
      }
    case .labels:
      Row(\.labels, OptionValues.labels, .names, place: 1) { scenario in
        scenario.labels == scenario.labels.indices.map(Scenario.defaultLabel)
          ? nil : .list(scenario.labels.map { .text($0) })
      }
    case .categories: Row(\.categories, OptionValues.categoryCount, .source)
    case .data: Row(\.data, OptionValues.word, .source)
    case .text: Row(\.text, OptionValues.word, .source)
    case .unit: Row(\.unit, OptionValues.choice, .text)
    case .top: Row(\.top, OptionValues.integer(in: 1...1_000_000), .selection)
    case .rest: Row(\.rest, OptionValues.choice, .selection)
    case .take: Row(\.take, OptionValues.integer(in: 1...Dataset.maximumSize), .selection)
    case .header: Row(\.table.header, OptionValues.choice, .table)
    case .labelColumn: Row(\.table.labelColumn, OptionValues.column, .table)
    case .countColumn: Row(\.table.countColumn, OptionValues.column, .table)
    case .scale: Row(\.table.scale, OptionValues.integer(in: 1...Dataset.maximumSize), .table)
    case .merge: Row(\.table.merges, OptionValues.flag, .table)
    case .batch:
      Row(\.batch, OptionValues.batch, place: 8) { $0.loop.batch.map { .text($0.description) } }
    case .external:
      Row(\.external, OptionValues.fraction, place: 3) { scenario in
        scenario.externalData.fraction > 0 ? .real(scenario.externalData.fraction) : nil
      }
    case .externalLaw:
      Row(\.externalLaw, OptionValues.externalLaw, place: 4, unsaid: .text("initial")) {
        scenario in
        scenario.externalData.fraction > 0
          ? .text(OptionValues.text(of: scenario.externalData.law)) : nil
      }
    case .policy:
      Row(\.policy, OptionValues.policy, place: 7) { Self.text($0.loop.policy, but: .accumulate) }
    case .learner:
      Row(\.learner, Learner.init(parsing:), place: 6) { Self.text($0.loop.learner, but: .exact) }
    case .seed:
      Row(\.seed, OptionValues.integer(in: 0...UInt64.max), place: 9) { scenario in
        // TOML's integers end at 2⁶³ − 1.
        Int64(exactly: scenario.seed).map { .integer($0) } ?? .text(String(scenario.seed))
      }
    }
  }

  private static func text<Part: Equatable & CustomStringConvertible>(
    _ part: Part, but usual: Part
  ) -> DocumentValue? {
    part == usual ? nil : .text(part.description)
  }

  /// How a key is read and written.
  struct Row: Sendable {
    let subject: Subject
    let read: @Sendable (String) throws -> ScenarioSetting
    let isGiven: @Sendable (ScenarioDraft) -> Bool
    /// Where it stands in a command line.
    let place: Int
    /// What a command line leaves out.
    let unsaid: DocumentValue?
    /// What stands for it in a file; `nil` where nothing does.
    let written: @Sendable (Scenario) -> DocumentValue?

    init<Value: Sendable>(
      _ path: WritableKeyPath<ScenarioDraft, Value?> & Sendable,
      _ parse: @escaping @Sendable (String) throws -> Value?, _ subject: Subject = .process,
      place: Int = .max, unsaid: DocumentValue? = nil,
      written: @escaping @Sendable (Scenario) -> DocumentValue? = { _ in nil }
    ) {
      self.subject = subject
      read = { text in
        let value = try parse(text)
        return { draft in draft[keyPath: path] = value }
      }
      isGiven = { draft in draft[keyPath: path] != nil }
      self.place = place
      self.unsaid = unsaid
      self.written = written
    }
  }

  /// Reads the value of the option, or of the key in a file.
  ///
  /// - Throws: what is wrong, as the rest of "The value '…' is invalid for '--…': ".
  package func read(_ text: String) throws -> ScenarioSetting { try row.read(text) }

  /// What is written of a scenario in the order of files.
  static func entries(of scenario: Scenario) -> [(key: String, value: DocumentValue)] {
    allCases.compactMap { key in key.row.written(scenario).map { (key.rawValue, $0) } }
  }
}
