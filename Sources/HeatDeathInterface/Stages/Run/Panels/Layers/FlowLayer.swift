import HeatDeath
import RealModule
import TerminalDrawing

/// The mean flow (1−λ)τ(θ) + λq − θ: arrows along it, its speed as a tint, where it rests, and its way
/// from here.
struct FlowLayer: PictureLayer {
  var name: String { "flow" }
  var words: String {
    "where the model is pushed, and how fast, chance averaged out"
  }

  func obstacle(in snapshot: Snapshot) -> LayerObstacle? {
    let learner = snapshot.loop.learner
    guard learner.followsMeanFlow else {
      return LayerObstacle(
        sentence: "no flow: where the learner \(learner) is pushed is not known",
        short: "flow not known")
    }
    guard snapshot.externalData.fraction == 0,
      snapshot.assumptionClass.samplerClass == .identity
    else { return nil }
    return LayerObstacle(
      sentence: "no flow: nothing pushes the model at T = 1 without fresh data, chance alone acts",
      short: "nothing flows")
  }

  func inquiries(of feed: RunFeed) -> [Inquiry] {
    let snapshot = feed.figures
    return [
      Inquiry(
        RestPointsQuestion(
          field: snapshot.meanField, categoryCount: snapshot.categoryCount),
        about: feed.source.number),
      Inquiry(
        FlowPathQuestion(field: snapshot.meanField, start: snapshot.theta),
        about: feed.source.number),
    ]
  }

  // MARK: - Arrows and speed

  func ground(of grid: SimplexGrid, in context: DrawingContext) -> LayerGround? {
    let velocities = velocities(of: grid, context.snapshot.meanField)
    let fastest = velocities.reduce(0) { max($0, $1?.speed ?? 0) }
    guard fastest > 0 else { return nil }
    let hasTint = context.palette.levels(of: .ground).count > 1
    var ground = LayerGround(
      amounts: velocities.map { $0.map { $0.speed / fastest } }, of: .ground, look: context.look,
      areShaded: false)
    let (across, down) = spacing(of: grid)
    let color = context.palette.color(.text)
    for row in stride(from: 0, to: grid.height, by: down) {
      // Every other row is shifted: arrows stand as far from each other in all directions.
      for x in stride(from: row / down % 2 * (across / 2), to: grid.width, by: across) {
        let cell = row * grid.width + x
        guard let velocity = velocities[cell], velocity.speed > fastest / 1000,
          let arrow = context.symbols.arrow(x: velocity.x, y: velocity.y)
        else { continue }
        let isBold = !hasTint && velocity.speed > fastest / 2
        var change = ground.cells[cell] ?? LayerGround.Change()
        change.sign = (arrow, color, isBold ? .bold : [])
        ground.cells[cell] = change
      }
    }
    ground.legend = legend(fastest: fastest, hasTint: hasTint, in: context)
    return ground
  }

  /// Columns and rows from one arrow to the next: as far in both, and in large pictures further.
  private func spacing(of grid: SimplexGrid) -> (across: Int, down: Int) {
    // On a segment rows are alike, and few are enough.
    let down = max(grid.categoryCount == 2 ? 4 : 2, grid.height / 16)
    return (grid.categoryCount == 2 ? 4 : 2 * down, down)
  }

  private struct Velocity {
    let x: Double
    let y: Double
    var speed: Double { (x * x + y * y).squareRoot() }
  }

  private func velocities(of grid: SimplexGrid, _ field: MeanField) -> [Velocity?] {
    var velocities = [Velocity?](repeating: nil, count: grid.width * grid.height)
    var law = [Double](repeating: 0, count: grid.categoryCount)
    grid.eachCell { cell, _, _, theta in
      field.findNextSampleLaw(at: theta, into: &law)
      for category in law.indices { law[category] -= theta[category] }
      let move = grid.move(law)
      velocities[cell] = Velocity(x: move.x, y: move.y)
    }
    return velocities
  }

  private func legend(
    fastest: Double, hasTint: Bool, in context: DrawingContext
  ) -> [[StyledText]] {
    let look = context.look
    guard hasTint else {
      let half = look.format.short(fastest / 2)
      return [["bold: speed over \(half)", "bold > \(half)"].map { look.text($0) }]
    }
    let high = look.format.short(fastest)
    return [
      ["speed of the flow", "speed"].map { look.text($0) },
      [10, 6].map { look.strip(of: .ground, from: "0", to: high, cells: $0) },
    ]
  }

  // MARK: - Lines and signs

  func lines(in context: DrawingContext) -> [LayerLine] {
    let snapshot = context.snapshot
    var lines: [LayerLine] = []
    if let answer = answer(in: context) {
      let ink = Ink(context.palette.color(.axis))
      lines = answer.paths.map { LayerLine(places: $0.places, ink: ink, dash: 1, hasArrow: true) }
    }
    if let (question, path) = context.feed.answer(to: FlowPathQuestion.self),
      question.field == snapshot.meanField, question.start.dimension == snapshot.categoryCount
    {
      let ink = Ink(context.palette.color(.strong), attributes: .bold)
      lines.append(LayerLine(places: path.places, ink: ink, dash: 3))
    }
    return lines
  }

  private func answer(in context: DrawingContext) -> RestPointsQuestion.Answer? {
    guard let (question, answer) = context.feed.answer(to: RestPointsQuestion.self),
      question.field == context.snapshot.meanField,
      question.categoryCount == context.snapshot.categoryCount
    else { return nil }
    return answer
  }

  func marks(in context: DrawingContext) -> [LayerMark] {
    guard let answer = answer(in: context) else { return [] }
    let symbols = context.symbols
    // The stable ones lie on top.
    return answer.restPoints.reversed().map { member in
      let (name, glyph): (String, Unicode.Scalar) =
        switch member.stability {
        case .stable: ("stable", symbols.stableRest)
        case .saddle, .marginal: ("saddle", symbols.saddleRest)
        case .unstable: ("unstable", symbols.unstableRest)
        }
      return LayerMark(
        point: member.point, glyph: glyph, style: context.style(.strong), name: name)
    }
  }

  func legend(_ look: Look, categoryCount: Int) -> [HelpLine] {
    let symbols = look.symbols
    let arrow = symbols.arrow(x: 1, y: 0).map { String(Character($0)) } ?? ""
    return [
      HelpLine(
        arrow,
        "flow: (1\(symbols.minus)\(symbols.lambda))\(symbols.tau) + \(symbols.lambda)q "
          + "\(symbols.minus) \(symbols.theta), where chance is averaged out"),
      HelpLine(
        "\(Character(symbols.stableRest))", "the flow rests, and comes back from everywhere"),
      HelpLine(
        "\(Character(symbols.saddleRest)) \(Character(symbols.unstableRest))",
        "it rests, and comes back from some sides, from none"),
      HelpLine("speed", "of the flow: edges of the simplex for every unit of ln k"),
      HelpLine("dotted", "the flow from here to its end"),
    ]
  }
}

extension NumberFormat {
  /// A positive number in few characters: `0.31`, `8×10⁻⁶`.
  func short(_ value: Double) -> String {
    value >= 0.01 ? fixed(value, digits: value < 0.1 ? 3 : 2) : compact(value)
  }
}
