import HeatDeath
import TerminalDrawing

// A lesson: its cards, the scenes they set, and what its keys do.
extension Shell {
  /// Begins a lesson over the run that is there, which waits.
  public mutating func begin(_ lesson: Lesson) -> [Effect] {
    let base = self.lesson?.base ?? stages.count
    self.lesson = LessonGuide(lesson, base: base)
    return show(card: 0) + inquire()
  }

  /// Leaves the lesson: the run that was there goes on as it was left.
  mutating func leaveLesson() -> [Effect] {
    guard let base = lesson?.base else { return [] }
    lesson = nil
    let effects = returnToRun(leaving: base)
    if let snapshot = run?.feed.snapshot, snapshot.samplesDrawn == 0 {
      // The program was started for the lesson: nobody has seen this run yet.
      notify("a run of your own: ? lists the keys, G the lessons, q quits")
    }
    return effects
  }

  // MARK: Cards

  mutating func nextCard() -> [Effect] {
    guard let guide = lesson else { return [] }
    if flightOfLesson { return changeStage { $0.interrupt(by: .character("E"), in: &$1) } }
    if let obstacle = obstacle(to: guide), !guide.stand.maySkip {
      lesson?.stand.maySkip = true
      notify("Enter again goes on; \(obstacle)")
      return []
    }
    return guide.isLast ? endLesson() : show(card: guide.index + 1)
  }

  /// Whether the card waits for the end of a flight that is under way.
  var flightOfLesson: Bool {
    guard let guide = lesson, guide.card.scene?.target != nil else { return false }
    return !guide.stand.isWaitOver && !guide.isAsking && stage.interruption != nil
  }

  /// Leaves a lesson that has come to its end: says how it went, and offers the next one.
  private mutating func endLesson() -> [Effect] {
    guard let guide = lesson else { return [] }
    let effects = leaveLesson()
    let summary = LessonWords(format: format).summary(of: guide)
    guard let lessons = lessons?(), !lessons.isEmpty else {
      notify(summary)
      return effects
    }
    push(LessonMenu(lessons, after: guide.lesson, summary: summary))
    return effects
  }

  mutating func previousCard() -> [Effect] {
    guard let guide = lesson, guide.index > 0 else {
      notify("this is the first card; Esc leaves the lesson")
      return []
    }
    return show(card: guide.index - 1)
  }

  /// What the present card is not done with.
  private func obstacle(to guide: LessonGuide) -> String? {
    if guide.isAsking { return "a prediction first (\(lessonChoices))" }
    if !guide.stand.isWaitOver, let pending = guide.pending(LessonWords(format: format)) {
      return "it waits until \(pending)"
    }
    return guide.card.challenge != nil && guide.stand.verdict == .open
      ? "the challenge is open" : nil
  }

  private mutating func show(card index: Int) -> [Effect] {
    guard let guide = lesson else { return [] }
    let card = guide.lesson.cards[index]
    var effects = guide.stand.isHeld ? togglePause() : []
    lesson?.turn(to: index)
    var scene = card.scene
    // Back before a scene, the run of the scene before it is there no more.
    let last = guide.lesson.sceneIndex(of: index)
    if index < guide.index, let last, last != guide.lesson.sceneIndex(of: guide.index) {
      effects += set(guide.lesson.cards[last].scene ?? LessonScene(), isHeld: false)
      scene?.scenario = nil
    }
    let asks = card.question != nil
    if let scene { effects += scene.scenario == nil ? adjust(scene) : set(scene, isHeld: asks) }
    if asks, !stage.isPaused, isMoving {
      effects += togglePause()
      lesson?.stand.isHeld = true
    }
    if !asks { effects += fly(to: card.scene) }
    observeLesson()
    return effects
  }

  // MARK: Scenes

  /// A run of its own in place of the last scene's.
  ///
  /// - Parameter isHeld: whether it stands still until a prediction is made.
  private mutating func set(_ scene: LessonScene, isHeld: Bool) -> [Effect] {
    guard let guide = lesson, let scenario = scene.scenario else { return [] }
    var controls = RunControls()
    var moves = scene.view != .sample
    switch scene.motion {
    case .paused: moves = false
    case .pace(let pace): controls.pace = pace
    case nil: break
    }
    let isRun = ScreenName(scene.view) == .explore
    controls.isRunning = moves && !(isHeld && isRun)
    controls.zoom.exponent = scene.zoom ?? 0
    if let layer = scene.layer { controls.layers.show(layer) }
    lesson?.stand.isHeld = moves && isHeld && isRun
    var effects = replaceStages(
      above: guide.base,
      by: RunStage(
        scenario, source: nextSource(), controls: controls, looksAtSample: scene.view == .sample))
    if let opening = ScreenName(scene.view).opening, let action = opening.actions.first {
      if let obstacle = opening.obstacle(self) {
        notify(obstacle)
      } else {
        effects += action.run(&self)
        if scene.view == .edge {
          effects += change(ComparisonStage.self) { $0.show(.edge, in: &$1) }
        }
        _ = change(ComparisonStage.self) { comparison, _ in
          comparison.controls.zoom.exponent = controls.zoom.exponent
          return []
        }
        if !moves, !stage.isPaused { effects += togglePause() }
      }
    }
    let (depth, contrast) = (stages.count, (stage as? ComparisonStage)?.contrast)
    lesson?.sceneDepth = depth
    lesson?.sceneZoom = controls.zoom.exponent
    lesson?.sceneContrast = contrast
    return effects
  }

  /// What a card without a scene of its own changes of the present one.
  private mutating func adjust(_ scene: LessonScene) -> [Effect] {
    var effects: [Effect] = []
    _ = change(RunStage.self) { run, _ in
      if let layer = scene.layer { run.controls.layers.show(layer) }
      if let zoom = scene.zoom { run.controls.zoom.exponent = zoom }
      return []
    }
    if let zoom = scene.zoom { lesson?.sceneZoom = zoom }
    switch scene.motion {
    case .pace(let pace):
      effects += change(RunStage.self) { run, _ in
        run.controls.pace = pace
        return run.sendAll(.setPace(pace))
      }
      if stage.isPaused { effects += togglePause() }
    case .paused where !stage.isPaused: effects += togglePause()
    case .paused, nil: break
    }
    return effects
  }

  /// What the run of the card began with, where that is not how a restart would begin: it has been set to
  /// something else since, or a challenge is to be had again, at the pace that it had, or one sample to be looked
  /// at.
  var startOfCard: (settings: Settings, motion: LessonScene.Motion?, isSample: Bool)? {
    guard let guide = lesson, let run = stage as? RunStage, stages.count == guide.sceneDepth,
      let place = guide.lesson.sceneIndex(of: guide.index),
      let scene = guide.lesson.cards[place].scene, var settings = scene.scenario?.settings
    else { return nil }
    // Another run by chance is still the card's.
    settings.seed = run.feed.wanted.seed
    let isChallenge = guide.card.challenge != nil
    let isSample = scene.view == .sample
    guard isChallenge || isSample || settings != run.feed.wanted.settings else { return nil }
    let motion = isChallenge ? guide.card.scene?.motion ?? scene.motion : nil
    return (settings, isSample ? .paused : motion, isSample)
  }

  /// What the card sets against each other, where the comparison shows anything else by now: its words would be
  /// taken for words about that.
  var contrastOfCard: Contrast? {
    guard let guide = lesson, let contrast = guide.sceneContrast, stages.count == guide.sceneDepth,
      let comparison = stage as? ComparisonStage, comparison.shows(otherThan: contrast)
    else { return nil }
    return contrast
  }

  /// Whether the run or the crowd has other settings than the card has set, the seed aside: its words are
  /// about those. A challenge is about what may be set.
  var isSetOtherwise: Bool {
    guard let guide = lesson, guide.card.challenge == nil, stages.count == guide.sceneDepth,
      let place = guide.lesson.sceneIndex(of: guide.index),
      var settings = guide.lesson.cards[place].scene?.scenario?.settings,
      let wanted = (stage as? RunStage)?.feed.wanted.settings ?? (stage as? CrowdStage)?.wanted
    else { return false }
    settings.seed = wanted.seed
    return settings != wanted
  }

  /// That something else is shown than the card is about, and what brings that back.
  var detourFromCard: String? {
    if contrastOfCard != nil { return "other runs than the card's: R brings those back" }
    return isSetOtherwise ? "other settings than the card's: R begins it again" : nil
  }

  /// Whether another run by chance would not be one of the challenge, since settings are others than it began
  /// with.
  var isChallengeChanged: Bool {
    guard lesson?.card.challenge != nil, let start = startOfCard else { return false }
    return start.settings != run?.feed.wanted.settings
  }

  /// Starts the run of a card again as it began: at another T a challenge would be another one.
  ///
  /// - Parameter reseeds: whether with another seed.
  mutating func restartCard(reseeds: Bool = false) -> [Effect] {
    if let contrast = contrastOfCard {
      let zoom = lesson?.sceneZoom ?? 0
      return change(ComparisonStage.self) { comparison, shell in
        let effects = comparison.show(contrast, in: &shell)
        comparison.controls.zoom.exponent = zoom
        return effects
      }
    }
    if let guide = lesson, isSetOtherwise, stage is CrowdStage { return show(card: guide.index) }
    guard var start = startOfCard else { return [] }
    if reseeds { start.settings.seed = start.settings.seed.nextSeed }
    // First, or the new run would draw until the pause comes.
    let pause = start.motion == .paused && !stage.isPaused ? togglePause() : []
    return pause
      + change(RunStage.self) { [start] run, _ in
        var effects = run.restart(with: start.settings, looksAtSample: start.isSample)
        let pace: Pace =
          switch start.motion {
          case .pace(let pace): pace
          case .paused: .standard
          case nil: run.controls.pace
          }
        if pace != run.controls.pace {
          run.controls.pace = pace
          effects += run.sendAll(.setPace(pace))
        }
        return effects
      }
  }

  private mutating func fly(to scene: LessonScene?) -> [Effect] {
    guard let target = scene?.target else { return [] }
    return changeStage { $0.fly(to: target, in: &$1) }
  }

  /// What the key of the pause does, without being an input.
  private mutating func togglePause() -> [Effect] {
    let pause = stage.keys(in: self).flatMap(\.actions).first { $0.name == "pause" }
    return pause?.run(&self) ?? []
  }

  // MARK: Predictions

  mutating func predict(_ choice: Int) -> [Effect] {
    guard let guide = lesson, guide.isAsking else { return [] }
    let (words, report) = (LessonWords(format: format), lessonReport)
    lesson?.predict(choice, words, in: report)
    var effects: [Effect] = []
    if guide.card.scene?.target != nil {
      effects = fly(to: guide.card.scene)
    } else if guide.stand.isHeld {
      effects = togglePause()
    }
    lesson?.stand.isHeld = false
    observeLesson()
    return effects
  }

  /// Looks at the run that is shown; to be called whenever there is news of it.
  mutating func observeLesson() {
    guard lesson != nil, let feed = lessonFeed else { return }
    let words = LessonWords(format: format)
    // A crowd goes on by itself, and the run below it waits.
    let clock = stage is any DrivenStage ? nil : stage.moment?.size
    let isDetour = detourFromCard != nil
    lesson?.observe(feed, clock: clock ?? feed.figures.clock, isDetour: isDetour, words)
  }

  /// What a card waits for and, where the run stands still, how it gets there; `nil` where for nothing.
  func waitOfLesson(_ words: LessonWords) -> String? {
    guard let guide = lesson, let pending = guide.pending(words) else { return nil }
    guard !flightOfLesson, guide.card.wait?.hasKeys != true else { return pending }
    let flight = guide.card.scene?.target == nil ? nil : "E flies there"
    let ways = [stage.isPaused ? "space goes on" : nil, flight].compactMap(\.self)
    return ways.isEmpty ? pending : "\(pending): \(ways.joined(separator: ", "))"
  }

  /// The run that the lesson speaks of: the first one of a comparison, else the one below.
  var lessonFeed: RunFeed? { (stage as? any DrivenStage)?.feeds.first ?? run?.feed }

  /// What the card is evaluated on.
  var lessonReport: LessonReport? { lesson?.report(of: lessonFeed) }

  /// Where `E` leads to: to the size that a card waits for or where its challenge is judged, else to
  /// eternity.
  var flightEnd: Int64 {
    guard let guide = lesson, let feed = lessonFeed else { return Self.eternity }
    let awaited = guide.stand.hasCome ? nil : guide.card.scene?.target
    let deadline = guide.stand.verdict == .won ? nil : guide.card.challenge?.deadline
    guard let end = awaited ?? deadline, end < Self.eternity, feed.data.clock < end else {
      return Self.eternity
    }
    return end
  }

  /// The keys of the choices there are.
  var lessonChoices: String { LessonGuide.choices(lesson?.card.question?.choices.count ?? 0) }

  /// Whether the lesson asks for a prediction, and what would give it away is not shown.
  var isAwaitingPrediction: Bool { lesson?.isAsking == true }

  /// Whether the lesson takes the key that a row of the stage is named by.
  func lessonTakes(_ binding: Binding) -> Bool {
    guard overlays.isEmpty, let lesson else { return false }
    let taken = lesson.keys(in: self).flatMap(\.actions).flatMap(\.keys)
    return binding.actions.first.map { taken.contains($0.key) } ?? false
  }
}

extension ScreenName {
  init(_ view: LessonScene.View) {
    self =
      switch view {
      case .explore, .sample: .explore
      case .compare, .edge: .compare
      case .crowd: .crowd
      case .map: .map
      }
  }
}

extension LayerControls {
  mutating func show(_ layer: LessonScene.Layer) {
    index = PictureLayers.all.firstIndex { $0.name == layer.rawValue } ?? index
  }
}
