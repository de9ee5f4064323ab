import HeatDeath
import TerminalDrawing

@testable import HeatDeathInterface

// What is said of the layers of the picture.
extension SentencePattern {
  static let layers: [SentencePattern] = [
    SentencePattern("(V|flow|sets|law): .*", mark: ": ") { words, run in
      run.shell.layers.layer.name == words[0]
    },
    SentencePattern("sets of (.*) at a = (\\S+); .*", mark: "sets of") { words, run in
      let layers = run.shell.layers
      let sets = CategorySet.all(ofCategories: run.labels.count)
      let set = sets[layers.set % sets.count]
      return words[0] == set.members.map { run.labels[$0] }.joined(separator: ", ")
        && RunWitness.number(words[1]) == LayerControls.levels[layers.level]
    },
    SentencePattern("two categories have one set; .*", mark: "one set") { $1.labels.count == 2 },
    SentencePattern("this is the (highest|lowest) level of the sets", mark: "level of") {
      $1.shell.layers.level == ($0[0] == "lowest" ? 0 : LayerControls.levels.count - 1)
    },
    SentencePattern("a and A move the level of the sets; .*", mark: "a and A") {
      $1.shell.layers.layer.name != "sets"
    },
    SentencePattern("layers lie on a simplex that can be drawn: .*", mark: "layers lie") {
      !(2...4).contains($1.labels.count)
    },
    SentencePattern("no flow: nothing pushes the model at T = 1 .*", mark: "no flow") { _, run in
      let next = run.snapshot.nextSampleLaw
      return run.fraction == 0
        && run.theta.indices.allSatisfy { abs(next[$0] - run.theta[$0]) < 1e-9 }
    },
    SentencePattern("no sets: inside a tetrahedron .*", mark: "no sets") {
      $1.labels.count == 4
    },
    SentencePattern("no law: (\\S+ \\S+ \\S+).*", mark: "no law") { words, run in
      let snapshot = run.snapshot
      return switch words[0] {
      case "inside a tetrahedron": run.labels.count == 4
      case "a category has": snapshot.counts.contains(0)
      case "known for softmax,": snapshot.loop != .paper
      case "known up to":
        snapshot.size > 1000
          && (run.fraction > 0 || run.temperature != 1 && run.temperature <= 2)
      default: false
      }
    },
  ]
}

extension Shell {
  /// The layers chosen in what fills the screen.
  var layers: LayerControls { (stage as? any DrivenStage ?? run!).controls.layers }
}
