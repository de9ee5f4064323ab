import HeatDeath
import TerminalDrawing

// The layers of the picture: v goes on to the next, o to the sets and through the index sets, a and A
// move their level.
extension DrivenStage {
  /// Goes on to the next layer of which something is known, and says why the others are left out.
  mutating func changeLayer(in shell: inout Shell) -> [Effect] {
    var left: (index: Int, reason: String)?
    let all = PictureLayers.all
    for step in 1...all.count {
      let index = (controls.layers.index + step) % all.count
      let obstacles = feeds.compactMap { all[index].obstacle(in: $0.snapshot) }
      if obstacles.count == feeds.count, let obstacle = obstacles.first {
        left = left ?? (index, obstacle.sentence)
        continue
      }
      controls.layers.index = index
      break
    }
    let layer = controls.layers.layer
    guard let left else {
      shell.notify("\(layer.name): \(layer.words)", while: layersStand)
      return []
    }
    shell.notify(
      left.reason,
      while: { shell in
        guard let feeds = (shell[Self.self] as Self?)?.feeds else { return true }
        let obstacle = all[left.index].obstacle(in: feeds[0].snapshot)
        return obstacle?.sentence == left.reason
      })
    return []
  }

  /// Shows the sets; where they are shown already, those of the next index set.
  mutating func changeSets(in shell: inout Shell) -> [Effect] {
    let index = PictureLayers.index(of: SetsLayer.self)
    if controls.layers.index == index {
      let sets = CategorySet.all(ofCategories: feeds[0].snapshot.categoryCount)
      guard sets.count > 1 else {
        shell.notify(
          "two categories have one set; a and A move the level, v goes on",
          while: { ($0[Self.self] as Self?)?.feeds[0].snapshot.categoryCount ?? 2 == 2 })
        return []
      }
      controls.layers.set = (controls.layers.set + 1) % sets.count
    }
    controls.layers.index = index
    notifySets(in: &shell)
    return []
  }

  mutating func changeLevel(up: Bool, in shell: inout Shell) -> [Effect] {
    let next = controls.layers.level + (up ? 1 : -1)
    guard LayerControls.levels.indices.contains(next) else {
      let extreme = up ? "highest" : "lowest"
      shell.notify("this is the \(extreme) level of the sets", while: layersStand)
      return []
    }
    controls.layers.level = next
    notifySets(in: &shell)
    return []
  }

  private func notifySets(in shell: inout Shell) {
    let layersStand = layersStand
    let snapshot = feeds[0].snapshot
    let sets = controls.layers.sets(ofCategories: snapshot.categoryCount)
    let labels = snapshot.scenario.labels
    let names = sets.set.members.map { labels[$0].inSentence }.joined(separator: ", ")
    shell.notify(
      "sets of \(names) at a = \(shell.format.tick(sets.level)); o the next set, a A the level",
      while: { shell in
        layersStand(shell)
          && (shell[Self.self] as Self?)?.feeds[0].snapshot.scenario.labels == labels
      })
  }

  /// Whether the same layer is shown as now.
  private var layersStand: @Sendable (Shell) -> Bool {
    let layers = controls.layers
    return { ($0[Self.self] as Self?)?.controls.layers == layers }
  }
}

extension Binding {
  static func layer<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [.on(stage, "layer", .character("v")) { $0.changeLayer(in: &$1) }], footer: "layer",
      help: "what lies below the path: V, flow, sets, law", obstacle: { $0.obstacleToLayers }
    ).ofPictures
  }

  static func sets<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [.on(stage, "sets", .character("o")) { $0.changeSets(in: &$1) }], footer: "sets",
      help: "the sets of heat death and of collapse; again: among other categories",
      obstacle: { $0.obstacleToSets }
    ).ofPictures
  }

  static func level<S: DrivenStage>(_ stage: S.Type) -> Binding {
    Binding(
      [
        .on(stage, "lower-level", .character("a")) { $0.changeLevel(up: false, in: &$1) },
        .on(stage, "higher-level", .character("A")) { $0.changeLevel(up: true, in: &$1) },
      ], footer: "level", help: "level of the sets down, up",
      obstacle: { shell in
        if let obstacle = shell.obstacleToSets { return obstacle }
        return shell[S.self]?.controls.layers.layer is SetsLayer
          ? nil : "a and A move the level of the sets; o shows them"
      }
    ).ofPictures
  }
}

extension Shell {
  /// Why there is no layer to choose.
  fileprivate var obstacleToLayers: String? {
    if cornerCount != categoryCount {
      return
        "no layers of groups: what becomes of them depends on what is inside them; M, then x, ends them"
    }
    return (2...4).contains(categoryCount)
      ? nil : "layers lie on a simplex that can be drawn: with 2 to 4 categories (n, N)"
  }

  fileprivate var obstacleToSets: String? {
    obstacleToLayers
      ?? run.flatMap { SetsLayer().obstacle(in: $0.feed.snapshot)?.sentence }
  }
}
