import TerminalDrawing

extension RunStage {
  func legend(look: Look) -> [[HelpLine]] { [mouse, signs(look)] }

  private var mouse: [HelpLine] {
    let categories = cornerCount
    var lines: [HelpLine] = []
    if categories <= 4 {
      lines = [
        HelpLine("click", "start the run there, or with i open inject towards it"),
        HelpLine("pointer", "while paused: the shares at the place pointed at"),
      ]
    }
    if categories == 4 { lines.append(HelpLine("drag", "turn the tetrahedron")) }
    return lines + [
      HelpLine("wheel", "temperature over picture and header, scrolls long bars, else pace")
    ]
  }

  /// What the column of ends says with the settings in force, or why it says nothing.
  private func end(_ look: Look) -> String {
    switch feed.forecast?.end {
    case .winner: "the chance that a category takes all but finitely many samples"
    case .randomPoint: "where a share settles: the mean, and how far chance strays"
    case .uniform: "the share in the end: even among what is alive"
    case .restPoint: "the share where the mean flow leads from here"
    case .unknown(let reason): reason.description
    case nil: "what becomes of a category; being computed"
    }
  }

  private func signs(_ look: Look) -> [HelpLine] {
    let symbols = look.symbols
    let categories = cornerCount
    let isGrouped = categories != feed.snapshot.categoryCount
    var lines: [HelpLine] = []
    if categories <= 4 {
      lines = [
        HelpLine("\(symbols.head) \(symbols.start)", "the model now, and where it started"),
        HelpLine("\(symbols.endState)", "where the mean flow leads, or would without chance"),
        HelpLine("\(symbols.formerRun)", "where earlier runs from the same start were left by r"),
        HelpLine("dots", "the way between, from old and dim to new and bright"),
      ]
    }
    if isGrouped {
      lines += [
        HelpLine("corners", "groups of categories, each with the sum of its members' shares"),
        HelpLine(
          "grouped", "what a model would draw that knew the groups alone, at the same T"),
      ]
    } else if categories <= 4 {
      lines += controls.layers.layer.legend(look, categoryCount: categories)
    }
    if categories == 4 {
      lines.append(HelpLine("bright, thick", "nearer to the viewer; broken edges are behind"))
    }
    return lines + [
      HelpLine(
        "share",
        feed.snapshot.loop.learnsItsData
          ? "\(symbols.theta), what the model has learned: the share of the data"
          : "\(symbols.theta), what the model believes; its data may have other shares"),
      HelpLine(
        "\(symbols.vertical) chance", "of the next sample: the share at T, with fresh data"),
      HelpLine("at the right", end(look)),
      HelpLine("dim there", "of a moment ago; what belongs to these counts is being computed"),
      HelpLine("V", "the largest share less the smallest, of all categories"),
      HelpLine("{A,B}", "V_I: the same of these alone, their shares taken among them"),
      HelpLine(
        "\(symbols.up) \(symbols.down) =",
        "V is pushed up, down or by chance alone, fresh data included"
      ),
      HelpLine("(\(symbols.up))", "what the sampler alone would do, where that is another"),
      HelpLine(
        "expected", "by what V was to be multiplied along the path, or to change, and what it did"),
      HelpLine(
        "\(symbols.dash) \(symbols.dash)",
        "V is to follow: k to the power (1\(symbols.minus)\(symbols.lambda))/T \(symbols.minus) 1"),
      HelpLine("model says", "fresh draws from the law of the next sample, none is kept"),
      HelpLine("T line", "what becomes of a run at each T, and where it stands"),
      HelpLine("a tenth", "of the V it began with, and how many times the data take it there"),
      HelpLine("from outside", "what no model has made: initial, injected and fresh samples"),
      HelpLine("diversity", "e to the entropy: as many equal categories have it"),
      HelpLine("moved", "half the sum of the changes of all shares since the start"),
      HelpLine("made of", "the samples by where they came from"),
    ]
  }
}
