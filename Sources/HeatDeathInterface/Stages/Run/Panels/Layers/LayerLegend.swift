import TerminalDrawing

/// Lines of text in a corner of a picture.
struct LayerLegend {
  /// Each from its longest form to its shortest.
  var lines: [[StyledText]]
  var side: Side
  let look: Look
  /// Whether it is written over whatever is there, in half the width at most, where the picture is
  /// large; else in blank cells alone.
  var isOpaque = false

  enum Side { case left, right }

  /// Writes the lines one below the other, as far as there is room for one of their forms.
  func draw(into buffer: inout CellBuffer, in area: Rect) {
    if isOpaque, area.height < 4 * lines.count { return }
    var y = area.y
    for forms in lines {
      guard y < area.maxY else { return }
      let room = isOpaque ? area.width / 2 : blank(in: buffer, row: y, of: area)
      guard let text = forms.first(where: { $0.columns + 2 <= room && $0.columns > 0 }) else {
        return
      }
      let x = side == .left ? area.x + 1 : area.maxX - 1 - text.columns
      text.write(
        into: &buffer, x: x, y: y, limit: text.columns, ellipsis: look.symbols.ellipsis)
      y += 1
    }
  }

  /// How many cells from the border on are blank.
  private func blank(in buffer: CellBuffer, row: Int, of area: Rect) -> Int {
    let background = look.palette.background
    func isBlank(_ column: Int) -> Bool {
      let cell = buffer[column, row]
      return cell.glyph == " " && cell.style.background == background
    }
    switch side {
    case .left: return (area.x..<area.maxX).prefix(while: isBlank).count
    case .right: return (area.x..<area.maxX).reversed().prefix(while: isBlank).count
    }
  }
}

extension DrawingContext {
  /// What a layer says of its ground, or why there is nothing of it.
  func legend(_ ground: LayerGround?, isOpaque: Bool = false) -> LayerLegend {
    let lines = layerObstacle.map { [[look.text($0.short)]] } ?? ground?.legend ?? []
    return LayerLegend(lines: lines, side: .left, look: look, isOpaque: isOpaque)
  }

  /// What the signs of a layer mean.
  func legend(of marks: [LayerMark]) -> LayerLegend {
    var named: [String] = []
    var lines: [[StyledText]] = []
    // The ones on top come last.
    for mark in marks.reversed() where !named.contains(mark.name) {
      named.append(mark.name)
      var text = StyledText()
      text.append("\(Character(mark.glyph)) ", mark.style)
      text.append(mark.name, style(.muted))
      lines.append([text])
    }
    return LayerLegend(lines: lines, side: .right, look: look)
  }
}
