import HeatDeath

/// Reads the cards of a lesson one after the other: a scene is what its card says, and of the rest what
/// the scene before it said.
struct LessonCardReader {
  private var draft = ScenarioDraft()
  /// The one in force; `nil` before the first card.
  private var scenario: Scenario?

  init() { draft.seed = 1 }

  /// The keys of a scenario that a card may give; none reads a file.
  private static let scenarioKeys: [ScenarioKey] = [
    .temperature, .sampler, .counts, .labels, .categories, .batch, .external, .externalLaw, .policy,
    .learner, .seed,
  ]

  /// - Throws: ``DataError`` for what is no card.
  mutating func card(_ section: inout DocumentSection) throws(DataError) -> LessonCard {
    var card = LessonCard(text: try Self.text("text", &section))
    card.scene = try scene(&section)
    card.question = try Self.question(&section)
    card.wait = try section.readIfThere("wait") { try LessonCondition($0) }
    card.challenge = try Self.challenge(&section)
    if card.question == nil, section.has("reply") {
      guard card.wait != nil || card.scene?.target != nil || card.challenge != nil else {
        throw section.error(
          "reply",
          "there is a reply and nothing that it waits for; accepted: reply together with ask, wait, "
            + "until or challenge")
      }
      card.reply = try Self.text("reply", &section)
    }
    card.solution =
      try section.readIfThere("solution") { text in
        try text.split(separator: " ").map { try LessonStep($0) }
      } ?? []
    try section.finish()
    try check(card, section)
    return card
  }

  /// A text in one string, or a list of its sentences.
  private static func text(
    _ key: String, _ section: inout DocumentSection
  ) throws(DataError) -> LessonText {
    guard let sentences = try section.readItemsIfThere(key, OptionValues.word) else {
      return try section.read(key) { try LessonText($0) }
    }
    do throws(LessonSyntaxError) {
      return try LessonText(sentences.joined(separator: " "))
    } catch {
      throw section.error(key, "the \(key) is none: \(error)")
    }
  }

  // MARK: The scene

  private mutating func scene(_ section: inout DocumentSection) throws(DataError) -> LessonScene? {
    var scene = LessonScene()
    scene.scenario = try newScenario(&section)
    if let view: LessonScene.View = try section.readIfThere("view", OptionValues.choice) {
      scene.view = view
      scene.scenario = scenario
    }
    scene.motion = try section.readIfThere("pace", Self.motion)
    scene.layer = try section.readIfThere("layer", OptionValues.choice)
    scene.zoom = try section.readIfThere(
      "zoom", OptionValues.integer(in: 0...LessonScene.largestZoom))
    scene.target = try section.readIfThere(
      "until", OptionValues.integer(in: 1...Dataset.maximumSize))
    if scene.view == .crowd, let scenario, let refusal = Crowd.refusal(of: scenario) {
      throw section.error("view", "no crowd of this scenario: \(refusal)")
    }
    return scene == LessonScene() ? nil : scene
  }

  /// What the run starts from, where the card says so; the first card always does.
  private mutating func newScenario(
    _ section: inout DocumentSection
  ) throws(DataError) -> Scenario? {
    let given = Self.scenarioKeys.filter { section.has($0.rawValue) }
    if given.contains(.counts) || given.contains(.categories) {
      (draft.counts, draft.categories, draft.labels) = (nil, nil, nil)
    }
    for key in Self.scenarioKeys { try section.readIfThere(key.rawValue, key.read)?(&draft) }
    guard !given.isEmpty || scenario == nil else { return nil }
    do {
      if let fault = draft.fault { throw UsageError(fault) }
      // Before any are made.
      let count = draft.counts?.categoryCount ?? draft.categories ?? 3
      guard Lesson.categoryCounts.contains(count) else {
        throw UsageError(
          "there are \(count) categories; accepted: \(Lesson.categoryCounts.lowerBound) to "
            + "\(Lesson.categoryCounts.upperBound)")
      }
      let next = try draft.makeScenario(note: { _ in })
      scenario = next
      return next
    } catch {
      throw section.error(
        given.first?.rawValue ?? "text",
        "no scene begins here: \(error); accepted: keys as of --scenario that fit each other")
    }
  }

  /// `paused`, samples a second, or decades of k a second.
  static func motion(_ text: String) throws -> LessonScene.Motion {
    let accepted =
      "paused, samples a second from 0.1 to 1e6, or decades of k a second from 0.01 to 10, as in "
      + "\"0.3 decades\""
    if text == "paused" { return .paused }
    let words = text.split(separator: " ")
    guard let first = words.first, let rate = try? DecimalNumber.parse(first, accepted: accepted)
    else { throw OptionValues.Failure(description: "accepted: \(accepted)") }
    if words.count == 1, (0.1...1e6).contains(rate) { return .pace(.stepsPerSecond(rate)) }
    if words.count == 2, words[1] == "decades", (0.01...10).contains(rate) {
      return .pace(.decadesPerSecond(rate))
    }
    throw OptionValues.Failure(description: "accepted: \(accepted)")
  }

  // MARK: Predictions and challenges

  private static func question(
    _ section: inout DocumentSection
  ) throws(DataError) -> LessonQuestion? {
    let keys = ["ask", "choices", "answer", "reply"]
    let given = keys.filter { section.has($0) }
    // A reply of its own is no prediction.
    if given == ["reply"] { return nil }
    guard !given.isEmpty else {
      // They are accepted all the same.
      for key in keys { _ = try section.readIfThere(key, OptionValues.word) }
      return nil
    }
    guard given == keys else {
      let missing = keys.filter { !given.contains($0) }.joined(separator: ", ")
      throw section.error(
        given[0],
        "a prediction has \(keys.joined(separator: ", ")), and this card has no \(missing); accepted: "
          + "all four, or none")
    }
    let text = try Self.text("ask", &section)
    let choices = try section.readItemsIfThere("choices", OptionValues.word) ?? []
    let answers = try section.readItemsIfThere("answer") { try LessonCondition($0) } ?? []
    let counts = LessonQuestion.choiceCounts
    guard counts.contains(choices.count), choices.allSatisfy({ !$0.isEmpty }) else {
      throw section.error(
        "choices",
        "there are \(choices.count) choices; accepted: a list of \(counts.lowerBound) or "
          + "\(counts.upperBound) short texts")
    }
    guard answers.count == choices.count else {
      throw section.error(
        "answer",
        "there are \(answers.count) answers for \(choices.count) choices; accepted: for each choice "
          + "the condition under which it is right")
    }
    return LessonQuestion(
      text: text, choices: choices, answers: answers, reply: try Self.text("reply", &section))
  }

  private static func challenge(
    _ section: inout DocumentSection
  ) throws(DataError) -> LessonChallenge? {
    let hasLimit = section.has("limit")
    let limit = try section.readIfThere("limit") { try LessonCondition($0) }
    let hasGoal = section.has("goal")
    let goal = try section.readIfThere("goal", OptionValues.word)
    let challenge = try section.readIfThere("challenge") {
      try LessonChallenge($0, limit: limit, goal: goal)
    }
    guard challenge != nil || !hasGoal else {
      throw section.error("goal", "there is a goal and no challenge; accepted: both, or none")
    }
    guard challenge != nil || !hasLimit else {
      throw section.error("limit", "there is a limit and no challenge; accepted: both, or none")
    }
    return challenge
  }

  /// - Throws: ``DataError`` for a label that no category of the scene has.
  private func check(_ card: LessonCard, _ section: DocumentSection) throws(DataError) {
    let named: [(String, [String])] = [
      ("text", card.text.labels), ("wait", card.wait?.labels ?? []),
      ("challenge", card.challenge?.labels ?? []), ("ask", card.question?.text.labels ?? []),
      ("answer", card.question?.answers.flatMap(\.labels) ?? []),
      ("reply", (card.question?.reply ?? card.reply)?.labels ?? []),
    ]
    let labels = scenario?.labels ?? []
    for (key, names) in named {
      guard let stranger = names.first(where: { !labels.contains($0) }) else { continue }
      throw section.error(
        key,
        "\(key) names \(quoted(stranger)), which is no category here; accepted: "
          + labels.joined(separator: ", "))
    }
  }
}
