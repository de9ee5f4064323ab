import HeatDeath

/// What options and files say of a scenario, before it is put together. What is `nil` is not given.
package struct ScenarioDraft: Sendable {
  var temperature: Temperature?
  var sampler: Sampler?
  var counts: Dataset?
  var labels: [String]?
  var categories: Int?
  var data: String?
  var text: String?
  package var unit: TextUnit?
  var top: Int?
  package var rest: RestPolicy?
  var take: Int64?
  package var table = TableFormat()
  var batch: BatchSize?
  var external: Double?
  var externalLaw: ExternalLaw?
  var policy: DataPolicy?
  var learner: Learner?
  package internal(set) var seed: UInt64?

  /// - Parameter settings: what is given; later ones win.
  package init(_ settings: [ScenarioSetting] = []) {
    for setting in settings { setting(&self) }
  }

  /// What is said here, and what the file says of the rest.
  ///
  /// Initial data are taken whole, from here or from there.
  ///
  /// - Throws: ``DataError`` for a value that is none, ``UsageError`` for what does not go together.
  package func completed(by file: ScenarioFile) throws -> ScenarioDraft {
    var draft = self
    let takesData = given(.source).isEmpty
    for key in ScenarioKey.allCases where takesData || key.row.subject == .process {
      guard !key.row.isGiven(self) else { continue }
      try file.setting(of: key)?(&draft)
    }
    if let fault = draft.fault { throw UsageError("\(file.path): \(fault)") }
    return draft
  }

  /// The options given about a subject.
  private func given(_ subject: ScenarioKey.Subject) -> [String] {
    ScenarioKey.allCases.filter { $0.row.subject == subject && $0.row.isGiven(self) }
      .map { "--\($0.rawValue)" }
  }

  /// Why the options do not go together, or `nil`.
  package var fault: String? { parsingFault ?? laterFault }

  /// Whether nothing is given but, perhaps, that rows of a table are to be summed.
  package var isEmpty: Bool {
    ScenarioKey.allCases.allSatisfy { $0 == .merge || !$0.row.isGiven(self) }
  }

  /// Says that the fractions of external data stand elsewhere, as a sweep has them.
  package mutating func supplyFraction() { external = external ?? 0 }

  /// Why they do not, whatever the options of the command itself may say.
  package var parsingFault: String? {
    let sources = given(.source)
    if sources.count > 1 {
      return """
        \(sources.joined(separator: " and ")) each give the initial data; accepted: one of \
        --counts, --categories, --data and --text
        """
    }
    if text == nil, unit != nil {
      return "--unit says how to read a text; accepted: together with --text"
    }
    if text == nil, rest != nil, top == nil {
      return "--rest says what becomes of all but the largest; accepted: together with --top"
    }
    if labels != nil, let source = sources.first, source == "--data" || source == "--text" {
      return "--labels and \(source) each name the categories; accepted: one of them"
    }
    return nil
  }

  /// Why they do not, where the command itself does not supply what is missing.
  private var laterFault: String? {
    if let selecting = given(.selection).first, given(.source).isEmpty {
      return """
        \(selecting) says what to keep of the initial data; accepted: together with --data, --text, \
        --counts or --categories
        """
    }
    if data == nil, let orphan = given(.table).first {
      return "\(orphan) says how to read a table; accepted: together with --data"
    }
    if externalLaw != nil, external == nil {
      return "--external-law says where external data come from; accepted: together with --external"
    }
    return nil
  }

  /// A seed for a run that is given none: below a million, so that it can be read out to a class.
  package static func randomSeed() -> UInt64 { .random(in: 0..<1_000_000) }

  /// Whether the initial data come from standard input.
  package var readsStandardInput: Bool { data == "-" || text == "-" }

  /// Reads the input and puts the scenario together.
  ///
  /// - Parameters:
  ///   - randomSeed: where a seed comes from when none is given.
  ///   - progress: what is told how far the reading of the initial data is.
  ///   - note: is told, a line at a time, what the reading decided and left out.
  /// - Throws: ``DataError`` for input that cannot be used, ``UsageError`` for options that do not
  ///   fit each other.
  package func makeScenario(
    randomSeed: () -> UInt64 = ScenarioDraft.randomSeed, progress: ReadingProgress? = nil,
    note: (String) -> Void
  ) throws -> Scenario {
    let data = try readInitialData(progress: progress)
    let scenario = try scenario(of: data, seed: seed ?? randomSeed())
    for line in data.notes.lines { note(line) }
    return scenario
  }

  /// Reads the input, or takes the counts that are given.
  ///
  /// - Throws: as ``makeScenario(randomSeed:progress:note:)``.
  package func readInitialData(progress: ReadingProgress? = nil) throws -> InitialData {
    var notes = InputNotes()
    let (dataset, names) = try initialData(progress: progress, notes: &notes)
    return InitialData(dataset: dataset, names: names, notes: notes)
  }

  /// Puts the scenario together from data that were read.
  ///
  /// - Throws: ``UsageError`` where the options do not fit them.
  func scenario(of data: InitialData, seed: UInt64) throws -> Scenario {
    let loop = ClosedLoop(
      sampler: sampler ?? .softmax, learner: learner ?? .exact, policy: policy ?? .accumulate,
      batch: batch)
    do {
      return try Scenario(
        initialData: data.dataset, labels: data.names,
        temperature: temperature ?? Scenario.builtIn(seed: 0).temperature,
        externalData: ExternalData(fraction: external ?? 0, law: externalLaw ?? .initial),
        loop: loop, seed: seed)
    } catch let error as ScenarioError {
      switch error {
      case .externalData(let error): throw UsageError("--external-law: \(error)")
      case .policy(let error): throw UsageError("--policy: \(error)")
      default: throw UsageError("--labels: \(error)")
      }
    }
  }

  private func initialData(
    progress: ReadingProgress?, notes: inout InputNotes
  ) throws -> (Dataset, names: [String]?) {
    let kept = CategorySelection(top: top, rest: rest ?? .drop, take: take)
    if let data {
      var file = TranscodingSource(try InputFile(path: data, progress: progress))
      let table = try CountTable.read(&file, self.table, notes: &notes)
      notes.add(file.encoding, of: file.name)
      let selected = kept.applied(to: table, source: file.name, notes: &notes)
      return (try Dataset(counts: selected.counts), selected.labels)
    }
    if let text {
      var selection = TextSelection()
      selection.unit = unit ?? selection.unit
      selection.top = top ?? selection.top
      selection.rest = rest ?? selection.rest
      selection.take = take
      var file = TranscodingSource(try InputFile(path: text, progress: progress))
      let table = try TextCategories.count(&file, selection, notes: &notes)
      notes.add(file.encoding, of: file.name)
      return (try Dataset(counts: table.counts), table.labels)
    }
    let whole =
      try counts ?? categories.map { try Dataset(counts: Array(repeating: 10, count: $0)) }
      ?? Scenario.builtIn(seed: 0).initialData
    guard !given(.selection).isEmpty else { return (whole, labels) }
    let named: Scenario
    do {
      named = try Scenario(
        initialData: whole, labels: labels, temperature: Temperature(1), seed: 0)
    } catch let error as ScenarioError {
      throw UsageError("--labels: \(error)")
    }
    let selected = kept.applied(
      to: LabelledCounts(labels: named.labels, counts: whole.counts),
      source: counts == nil ? "--categories" : "--counts", notes: &notes)
    return (try Dataset(counts: selected.counts), selected.labels)
  }
}
