import TerminalDrawing

/// What a layer puts into the cells of a picture.
struct LayerGround {
  /// What changes in a cell; what is `nil` stays.
  struct Change {
    var background: Color?
    var sign: (glyph: Unicode.Scalar, color: Color, attributes: Style.Attributes)?
  }

  /// Row after row; `nil` where nothing changes.
  var cells: [Change?]
  /// Lines of the picture's legend, each from its longest form to its shortest.
  var legend: [[StyledText]] = []

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    for y in 0..<area.height {
      for x in 0..<area.width {
        guard let change = cells[y * area.width + x] else { continue }
        var cell = buffer[area.x + x, area.y + y]
        if let background = change.background { cell.style.background = background }
        if let sign = change.sign {
          cell.glyph = sign.glyph
          cell.style.foreground = sign.color
          cell.style.attributes = sign.attributes
        }
        buffer[area.x + x, area.y + y] = cell
      }
    }
  }
}

extension LayerGround {
  /// Amounts from 0 to 1: as colours of a ramp, or where there are none as shades, and then only from
  /// an eighth on.
  init(amounts: [Double?], of ramp: Ramp, look: Look, areShaded: Bool) {
    let levels = look.palette.levels(of: ramp)
    let color = look.palette.color(.muted)
    cells = amounts.map { amount in
      guard let amount else { return nil }
      if levels.count > 1 {
        let level = Int(amount * Double(levels.count))
        return Change(background: levels[max(0, min(levels.count - 1, level))].color)
      }
      guard areShaded, amount >= 1.0 / 8 else { return nil }
      return Change(sign: (look.symbols.shade(at: (amount - 0.125) / 0.875), color, []))
    }
  }
}

extension Look {
  /// A strip of a ramp between the numbers at its ends, as in `0 ▒▒▒▒ 0.31`; where it has no colours,
  /// of the shades.
  func strip(of ramp: Ramp, from low: String, to high: String, cells: Int) -> StyledText {
    let levels = palette.levels(of: ramp)
    var text = StyledText()
    text.append("\(low) ", style(.muted))
    for cell in 0..<cells {
      let position = (Double(cell) + 0.5) / Double(cells)
      if levels.count > 1 {
        let color = levels[Int(position * Double(levels.count))].color
        text.append(" ", Style(foreground: color, background: color))
      } else {
        text.append(String(Character(symbols.shade(at: position))), style(.muted))
      }
    }
    text.append(" \(high)", style(.muted))
    return text
  }

  func text(_ words: String, _ role: Role = .muted) -> StyledText {
    var text = StyledText()
    text.append(words, style(role))
    return text
  }
}
