import HeatDeath
import TerminalDrawing

/// How much fresh data saves the run below: where its loop comes to rest for every λ, at a T that
/// keys move.
struct MapStage: Stage {
  private var diagram: LambdaDiagram
  /// The λ looked at.
  private(set) var fraction: Double
  /// The rest points there, once they are known.
  private var column: (question: BranchQuestion, answer: [BranchPoint])?

  /// At the T and λ in force; `nil` where there is no diagram.
  init?(of run: RunStage) {
    guard let diagram = LambdaDiagram(of: run) else { return nil }
    self.diagram = diagram
    fraction = run.feed.wanted.externalData.fraction
  }

  var temperature: Temperature { diagram.temperature }

  /// The diagram of the run as it now is: what was asked of it last may only have come true.
  private func diagram(in shell: Shell) -> LambdaDiagram {
    guard let run = shell.run, let present = LambdaDiagram(of: run), present.law != diagram.law
    else { return diagram }
    return LambdaDiagram(temperature: temperature, law: present.law, leader: present.leader)
  }

  // MARK: Questions

  private func question(_ diagram: LambdaDiagram) -> BranchQuestion {
    BranchQuestion(temperature: temperature, fraction: fraction, law: diagram.law)
  }

  func inquiries(in shell: Shell) -> [Inquiry] {
    let diagram = diagram(in: shell)
    let question = question(diagram)
    let own = column?.question == question ? [] : [Inquiry(question, about: -1)]
    return own + diagram.inquiries
  }

  mutating func take(_ answer: AnsweredInquiry) {
    if answer.inquiry.subject == -1, let pair = answer.pair(BranchQuestion.self) {
      column = pair
    }
    if let (question, _) = answer.pair(BranchQuestion.self), question.law != diagram.law,
      question.temperature == temperature
    {
      let leader = min(diagram.leader, question.law.dimension - 1)
      diagram = LambdaDiagram(temperature: temperature, law: question.law, leader: leader)
    }
    diagram.take(answer)
  }

  // MARK: What keys do

  var advice: String { "? lists the keys, Esc goes back" }

  /// Moves the λ looked at by whole hundredths, onto the next one where it stands between two.
  mutating func move(by hundredths: Int, in shell: inout Shell) -> [Effect] {
    let present = fraction * 100
    let base = hundredths > 0 ? (present + 1e-9).rounded(.down) : (present - 1e-9).rounded(.up)
    let next = max(0, min(100, base + Double(hundredths))) / 100
    if next == fraction {
      shell.notify(
        hundredths > 0
          ? "1 is the most: every sample comes from outside"
          : "0 is the least: none comes from outside")
    }
    fraction = next
    return []
  }

  mutating func changeTemperature(warmer: Bool, in shell: inout Shell) -> [Effect] {
    guard let next = TemperatureLadder.next(to: temperature, warmer: warmer) else {
      let value = shell.format.temperature(temperature.value)
      shell.notify("T = \(value): the keys go no \(warmer ? "higher" : "lower")")
      return []
    }
    return look(at: next)
  }

  mutating func look(at temperature: Temperature) -> [Effect] {
    diagram = LambdaDiagram(temperature: temperature, law: diagram.law, leader: diagram.leader)
    return []
  }

  /// Sets the run to the T and λ looked at, which one undo takes back, and goes back to it.
  func apply(in shell: inout Shell) -> [Effect] {
    var effects: [Effect] = []
    _ = shell.change(RunStage.self) { run, shell in
      // The λ of the map are from 0 to 1.
      if let data = try? ExternalData(fraction: fraction, law: run.feed.wanted.externalData.law) {
        effects = run.set(temperature, data)
      }
      return []
    }
    let format = shell.format
    let share = "\(format.symbols.lambda) = \(format.fraction(fraction))"
    let settings = "T = \(format.temperature(temperature.value)), \(share)"
    let isNews = !effects.isEmpty
    effects += shell.popStage()
    shell.notify(
      isNews ? "from here \(settings): u takes it back" : "the run has \(settings) already")
    return effects
  }

  /// Leaves the run as it was.
  static func leave(_ shell: inout Shell) -> [Effect] {
    let effects = shell.popStage()
    let goesOn = shell.run?.controls.isRunning ?? false
    shell.notify(
      "back to the run, which \(goesOn ? "goes on" : "waits") where it stood",
      while: { $0.run?.controls.isRunning == goesOn })
    return effects
  }

  // MARK: Drawing

  func line(in shell: Shell, _ format: NumberFormat) -> String {
    let diagram = diagram(in: shell)
    guard let column, column.question == question(diagram) else {
      return "at \(format.symbols.lambda) = \(format.fraction(fraction)): being computed"
    }
    return diagram.words(of: column.answer, at: fraction, format)
  }

  func layout(width: Int, height: Int, in shell: Shell, look: Look) -> ScreenLayout {
    .framed(width: width, height: height, in: shell, look: look) { area in
      guard let run = shell.run else { return [] }
      let diagram = diagram(in: shell)
      let header = MapHeader(
        scenario: run.feed.wanted, temperature: temperature, fraction: fraction, look: look)
      let share = run.feed.snapshot.theta.coordinates.reduce(0, max)
      let isThere = run.feed.wanted.temperature == temperature
      let chart = LambdaChart(
        diagram: diagram, look: look,
        run: isThere ? (run.feed.wanted.externalData.fraction, share) : nil, cursor: fraction)
      // Without the row that it has from ten rows on, what is so stands above.
      let lines =
        [diagram.thresholds(look.format)] + (height >= 10 ? [] : [line(in: shell, look.format)])
      var rest = area
      var parts: [Placed] = []
      if height >= 3 { parts.append(Placed(header, in: rest.takeTop(1))) }
      return parts + [Placed(LambdaPanel(chart: chart, lines: lines), in: rest)]
    }
  }
}
