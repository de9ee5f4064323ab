import TerminalDrawing

extension RunStage {
  func legend(look: Look) -> [[HelpLine]] { [mouse, signs(look)] }

  private var mouse: [HelpLine] {
    let categories = feed.snapshot.categoryCount
    var lines: [HelpLine] = []
    if categories <= 4 {
      lines = [
        HelpLine("click", "start the run there, or with i open inject towards it"),
        HelpLine("pointer", "while paused: the shares at the place pointed at"),
      ]
    }
    if categories == 4 { lines.append(HelpLine("drag", "turn the tetrahedron")) }
    return lines + [HelpLine("wheel", "temperature over picture and header, else pace")]
  }

  private func signs(_ look: Look) -> [HelpLine] {
    let symbols = look.symbols
    let categories = feed.snapshot.categoryCount
    var lines: [HelpLine] = []
    if categories <= 4 {
      lines = [
        HelpLine("\(symbols.head) \(symbols.start)", "the model now, and where it started"),
        HelpLine("\(symbols.endState)", "where the mean flow leads, or would without chance"),
        HelpLine("dots", "the way between, from old and dim to new and bright"),
      ]
    }
    if categories == 3, look.palette.depth >= .indexed {
      lines.append(HelpLine("tint", "V of all categories: the stronger, the less even"))
    }
    return lines + [
      HelpLine("bar", "a category's share of the dataset, which the model learns"),
      HelpLine("\(symbols.vertical)", "\(symbols.tau), its probability in the next sample"),
      HelpLine("V_I", "largest minus smallest share within the set I"),
      HelpLine("\(symbols.up) \(symbols.down) =", "the sampler raises V_I, lowers or keeps it"),
    ]
  }
}
