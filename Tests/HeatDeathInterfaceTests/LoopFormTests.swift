import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

@Suite("The form of the closed loop") struct LoopFormTests {
  @Test("opens on the loop in force, also where that is on no list")
  func opensOnTheLoopInForce() throws {
    let loops = [
      ClosedLoop.paper,
      ClosedLoop(
        sampler: try Sampler(parsing: "tilt:0.123"), learner: try Learner(parsing: "sgd:0.5:reset"),
        policy: .window(777), batch: try BatchSize(from: 3, to: 5)),
      ClosedLoop(
        sampler: .custom("odd") { theta, _ in theta.coordinates },
        learner: try Learner(parsing: "low-rank:1"),
        policy: .subsample(50), batch: try BatchSize(20)),
    ]
    for loop in loops { #expect(LoopForm(loop, categoryCount: 3).loop == loop) }
  }

  @Test("reaches every family by Right, and comes back by Left")
  func reachesEveryFamily() {
    var form = LoopForm(.paper, categoryCount: 4)
    var samplers: Set<String> = []
    for _ in 0..<8 {
      samplers.insert(form.sampler.name)
      _ = form.change(.sampler, by: 1)
    }
    #expect(
      samplers == ["softmax", "mix", "tilt", "models", "greedy", "top-k", "top-p", "min-p"])
    #expect(form.loop == .paper)
    _ = form.change(.sampler, by: -1)
    #expect(form.sampler.name == "min-p")
    #expect(form.lines.contains(.samplerValue))
    for _ in 0..<1_000 { _ = form.change(.samplerValue, by: 1) }
    #expect(form.sampler.value.description == "min-p:0.5")
    _ = form.change(.batch, by: 1)
    #expect(form.loop.batch == .one)
  }

  @Test("Enter hands the loop to the engine, Esc does not")
  func enterHandsTheLoopToTheEngine() throws {
    var fixture = try Fixture()
    let opening = try fixture.press(.character("L"))
    #expect(opening.isEmpty)
    let effects = try fixture.press(.right, .enter)
    guard case .send(.intervene(.setLoop(let loop)), _) = effects.first else {
      Issue.record("\(effects)")
      return
    }
    #expect(loop.sampler.description.hasPrefix("mix:") && fixture.state.loop == loop)
    #expect(fixture.state.mode == .explore && fixture.simulation.loop == loop)
    let left = try fixture.press(.character("L"), .right, .escape)
    #expect(left.isEmpty)
    #expect(fixture.state.loop == loop)
    let saved = try fixture.press(.character("s"))
    #expect(saved == [.save(isRepeat: false)])
  }

  @Test("Every choice of the form runs and is drawn at every size")
  func everyChoiceRunsAndIsDrawn() throws {
    for sampler in 0..<8 {
      for learner in 0..<6 {
        for policy in 0..<4 {
          var form = LoopForm(.paper, categoryCount: 3)
          _ = form.change(.sampler, by: sampler)
          _ = form.change(.learner, by: learner)
          _ = form.change(.policy, by: policy)
          var fixture = try Fixture(loop: form.loop)
          fixture.advance(by: 60)
          fixture.observe(at: 1)
          fixture.state.push(Form(form))
          for (width, height) in [(120, 40), (80, 24), (40, 12), (20, 5), (3, 1)] {
            let screen = fixture.screen(width: width, height: height)
            #expect(screen.width == width && screen.height == height)
          }
        }
      }
    }
  }

  @Test("A sampler of no class is named by what it does, and for experts by what it breaks")
  func samplersOfNoClass() throws {
    for sampler in [.greedy, try .topP(0.8), try Sampler(.topK(2))] as [Sampler] {
      var fixture = try Fixture(loop: ClosedLoop(sampler: sampler))
      fixture.advance(by: 100)
      let chances = fixture.report.snapshot.tau.coordinates
      let cut = chances.count { $0 == 0 }
      let short = sampler == .greedy ? "always the most frequent" : "cuts off \(cut) of 3"
      let wide = sampler == .greedy ? short : "\(short) now"
      #expect(fixture.screen(width: 120, height: 40).rows[0].contains(wide))
      #expect(fixture.screen(width: 80, height: 24).rows[0].contains(short))
      #expect(!fixture.screen(width: 120, height: 40).rows[0].contains("Assumption"))
      try fixture.press(.character("X"))
      #expect(fixture.screen(width: 120, height: 40).rows[0].contains("breaks Assumption 1"))
    }
  }

  @Test("The screen says which loop runs")
  func theScreenSaysWhichLoopRuns() throws {
    func text(_ loop: ClosedLoop) throws -> String {
      var fixture = try Fixture(loop: loop)
      fixture.advance(by: 100)
      return fixture.screen(width: 120, height: 40).rows.joined(separator: "\n")
    }
    let broken = try text(ClosedLoop(sampler: .greedy, learner: try Learner(parsing: "noisy:0.1")))
    #expect(broken.contains("greedy  always the most frequent"))
    #expect(broken.contains("misses the data by") || broken.contains("off by"))
    let replaced = try text(ClosedLoop(policy: .replace))
    #expect(
      replaced.contains("drawn 100") && replaced.contains("pulls apart, keeps the newest batch"))
    #expect(!(try text(.paper)).contains("learner"))
  }
}
