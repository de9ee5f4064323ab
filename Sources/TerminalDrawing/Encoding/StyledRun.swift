/// Characters of one row that stand side by side in one style, as the encoders write them.
struct StyledRun {
  /// A character and the columns it takes, 1 or 2.
  typealias Character = (glyph: Unicode.Scalar, columns: Int)

  /// The column of the first one.
  let x: Int
  let style: Style
  var characters: [Character]

  var columns: Int { characters.reduce(0) { $0 + $1.columns } }
}

extension CellBuffer {
  /// The runs of row `y`, from the left, which cover all of it.
  func runs(ofRow y: Int) -> [StyledRun] {
    var runs: [StyledRun] = []
    var x = 0
    while x < width {
      let character = character(x, y)
      let style = self[x, y].style
      if let last = runs.indices.last, runs[last].style == style {
        runs[last].characters.append(character)
      } else {
        runs.append(StyledRun(x: x, style: style, characters: [character]))
      }
      x += character.columns
    }
    return runs
  }

  /// What a cell shows. As on a terminal, a question mark stands for what would not fill the cell:
  /// controls, marks and format characters, and wide characters without their right half.
  private func character(_ x: Int, _ y: Int) -> StyledRun.Character {
    let glyph = self[x, y].glyph
    if glyph == Cell.continuation { return (" ", 1) }
    switch glyph.terminalColumns {
    case 1: return (glyph, 1)
    case 2 where self[x + 1, y].glyph == Cell.continuation: return (glyph, 2)
    default: return ("?", 1)
    }
  }
}
