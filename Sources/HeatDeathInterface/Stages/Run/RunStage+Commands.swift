import HeatDeath

// What can be typed about the run.
extension RunStage {
  func commands(in shell: Shell) -> [TypedCommand] { Self.ownCommands + TypedCommand.common }

  private static let ownCommands: [TypedCommand] =
    [
      .on(
        RunStage.self, "temperature", "0.73", help: "the temperature by its number",
        accepted: "a number above 0, or inf"
      ) { run, text, shell in
        var form = TemperatureForm(run.feed.wanted)
        return run.apply(form.type(text, on: 0), &form, in: &shell)
      },
      .on(
        RunStage.self, "inject", "B 1000", help: "so many fresh samples of a category, or a law",
        accepted: "a category, initial or uniform, then a number of samples"
      ) { run, text, shell in run.inject(text, in: &shell) },
      .on(
        RunStage.self, "external", "0.2",
        help: "fresh data: their share, then the law they are from",
        accepted: "0 to 1, and behind it a category, initial or uniform"
      ) { run, text, shell in run.setExternal(text) }.called("fresh"),
      .on(
        RunStage.self, "sampler", "top-p:0.8",
        help: "how samples are drawn: softmax, greedy, top-p, top-k, min-p, mix, tilt, models",
        accepted: Sampler.notations
      ) { run, text, _ in run.setSampler(text) },
      .on(
        RunStage.self, "categories", "5", help: "start anew with so many categories",
        accepted: acceptedCategories
      ) { run, text, shell in
        let present = run.feed.wanted.initialData.categoryCount
        guard let count = Int(text), Shell.categoryCounts.contains(count) else {
          return .refused(text, "number of categories", accepted: acceptedCategories)
        }
        guard count != present else {
          return .refused("there are \(count) categories already; accepted: \(acceptedCategories)")
        }
        return .success(run.startWithCategories(count, in: &shell))
      },
      .on(
        RunStage.self, "compare", "0.8 1 1.5", help: "runs side by side at those temperatures",
        accepted: "two to four temperatures, each above 0, or inf"
      ) { run, text, shell in run.compare(text, in: &shell) },
    ] + groupCommands + typedCommands

  private static let acceptedCategories =
    "\(Shell.categoryCounts.lowerBound) to \(Shell.categoryCounts.upperBound)"

  /// `0.8 1 1.5`.
  private func compare(_ text: String, in shell: inout Shell) -> Result<[Effect], CommandRefusal> {
    let present = feed.wanted.settings
    var kept: [Settings] = []
    for word in text.split(whereSeparator: { " ,".contains($0) }) {
      var form = TemperatureForm(feed.wanted)
      if let error = form.type(String(word), on: 0) { return .refused(error) }
      var settings = present
      settings.temperature = form.temperature
      if !kept.contains(settings) { kept.append(settings) }
    }
    guard (2...Contrast.mostRuns).contains(kept.count) else {
      return .refused(
        "\(kept.count) temperatures; accepted: two to four different ones, as in compare 0.8 1 1.5")
    }
    return .success(shell.push(ComparisonStage(like: self, showing: .kept(kept), in: &shell)))
  }

  /// Applies a form of which one line was typed.
  private mutating func apply(
    _ error: String?, _ form: inout some FormContent, in shell: inout Shell
  ) -> Result<[Effect], CommandRefusal> {
    if let error { return .refused(error) }
    return .success(form.confirm(on: &self, in: &shell) ?? [])
  }

  /// The law of that name; `nil` where there is none.
  private func law(named name: String) -> ExternalLaw? {
    let labels = feed.wanted.labels
    if let category = labels.firstIndex(of: name) { return .category(category) }
    switch name.lowercased() {
    case "initial": return .initial
    case "uniform": return .uniform
    default: return Self.category(named: name, among: labels).map(ExternalLaw.category)
    }
  }

  /// The category that is called so, in whatever case where only one is; `nil` where none is.
  static func category(named name: String, among labels: [String]) -> Int? {
    if let category = labels.firstIndex(of: name) { return category }
    let found = labels.indices.filter { labels[$0].lowercased() == name.lowercased() }
    return found.count == 1 ? found[0] : nil
  }

  /// The categories as a message lists them: of many the first ones.
  static func accepted(_ labels: [String]) -> [String] {
    let most = Shell.categoryCountsByKey.upperBound
    let names = labels.prefix(most).map(\.inSentence)
    return labels.count <= most
      ? names : names + ["another of the \(labels.count) categories"]
  }

  private var acceptedLaws: String {
    (Self.accepted(feed.wanted.labels) + ["initial", "uniform"]).listed
  }

  /// `B 1000`: the last word is the number, as names may have spaces.
  private mutating func inject(
    _ text: String, in shell: inout Shell
  ) -> Result<[Effect], CommandRefusal> {
    let words = text.split(separator: " ")
    guard words.count > 1, let last = words.last else {
      return .refused("after inject a category and a number of samples: inject B 1000")
    }
    let name = words.dropLast().joined(separator: " ")
    guard let law = law(named: name) else {
      return .refused(name, "category", accepted: acceptedLaws)
    }
    let room = Dataset.maximumSize - feed.data.clock
    guard let count = TypedNumber.count(String(last)), count <= room else {
      return .refused("\"\(last)\" samples do not fit; accepted are 1 to \(room)")
    }
    return .success(change(.inject(count: count, law: law), to: nil))
  }

  /// `top-p:0.8`.
  private mutating func setSampler(_ text: String) -> Result<[Effect], CommandRefusal> {
    var loop = feed.wanted.loop
    do throws(SamplerError) {
      loop.sampler = try Sampler(parsing: text)
      return .success(change(.setLoop(loop), to: try? feed.wanted.with(loop: loop)))
    } catch {
      return .refused(error.description)
    }
  }

  /// `0.2`, or `0.2 uniform`.
  private mutating func setExternal(_ text: String) -> Result<[Effect], CommandRefusal> {
    var form = ExternalForm(feed.wanted.externalData, categoryCount: categoryCount)
    let words = text.split(separator: " ", maxSplits: 1)
    if let error = form.type(words.first.map(String.init) ?? "", on: 0) { return .refused(error) }
    var law = form.law
    if words.count > 1 {
      guard let named = self.law(named: String(words[1])) else {
        return .refused(String(words[1]), "law", accepted: acceptedLaws)
      }
      law = named
    }
    do throws(ExternalDataError) {
      let data = try ExternalData(fraction: form.fraction, law: law)
      return .success(
        change(.setExternalData(data), to: try? feed.wanted.with(externalData: data)))
    } catch {
      return .refused(error.description)
    }
  }
}
