/// A cell as a terminal shows it. What cannot be seen is left out: the foreground of a space.
struct ScreenCell: Hashable {
  var glyph: Unicode.Scalar = " "
  var style = ScreenStyle()

  var seen: ScreenCell {
    guard glyph == " ", !style.attributes.contains(4), !style.attributes.contains(7) else {
      return self
    }
    return ScreenCell(
      glyph: " ", style: ScreenStyle(foreground: "", background: style.background))
  }
}

/// Colours as the parameters that asked for them, "" for the terminal's own, and SGR attributes.
struct ScreenStyle: Hashable {
  var foreground = ""
  var background = ""
  var attributes: Set<Int> = []
}
