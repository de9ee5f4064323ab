import TerminalDrawing

extension RunStage {
  func legend(look: Look) -> [[(label: String, text: String)]] { [mouse, signs(look)] }

  private var mouse: [(label: String, text: String)] {
    let categories = feed.snapshot.categoryCount
    var lines: [(label: String, text: String)] = []
    if categories <= 4 {
      lines = [
        ("click", "start the run there, or with i open inject towards it"),
        ("pointer", "while paused: the shares at the place pointed at"),
      ]
    }
    if categories == 4 { lines.append(("drag", "turn the tetrahedron")) }
    return lines + [("wheel", "temperature over picture and header, else pace")]
  }

  private func signs(_ look: Look) -> [(label: String, text: String)] {
    let symbols = look.symbols
    let categories = feed.snapshot.categoryCount
    var lines: [(label: String, text: String)] = []
    if categories <= 4 {
      lines = [
        ("\(symbols.head) \(symbols.start)", "the model now, and where it started"),
        ("dots", "the way between, from old and dim to new and bright"),
      ]
    }
    if categories == 3, look.palette.depth >= .indexed {
      lines.append(("tint", "V of all categories: the stronger, the less even"))
    }
    return lines + [
      ("bar", "a category's share of the dataset, which the model learns"),
      ("\(symbols.vertical)", "\(symbols.tau), its probability in the next sample"),
      ("V_I", "largest minus smallest share within the set I"),
      ("\(symbols.up) \(symbols.down) =", "the sampler raises V_I, lowers or keeps it"),
    ]
  }
}
