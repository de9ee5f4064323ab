import Testing

@testable import TerminalDrawing

@Suite struct PaletteTests {
  private static let measured: [Palette] = Theme.allCases.flatMap { theme in
    [ColorDepth.indexed, .direct].map { Palette(theme: theme, depth: $0) }
  }
  private static let positions = (0...40).map { Double($0) / 40 }

  private func measure(_ color: Color) throws -> MeasuredColor {
    try #require(MeasuredColor(color), "a colour of its own, not the user's")
  }

  @Test("Every role, category and ramp uses only what its depth has")
  func depths() {
    for theme in Theme.allCases {
      for depth in ColorDepth.allCases {
        let palette = Palette(theme: theme, depth: depth)
        var colors = Role.allCases.map { palette.color($0) } + [palette.background]
        colors += (0..<20).map { palette.category($0) }
        colors += Ramp.allCases.flatMap { ramp in
          (Self.positions + [-1, 2, .nan, .infinity, -.infinity]).map {
            palette.color(ramp, at: $0)
          }
        }
        for color in colors {
          switch (color.kind, depth) {
          case (.rgb, .direct), (.terminal, ...ColorDepth.sixteen): break
          case (.indexed(let index), .indexed): #expect(index >= 16, "users restyle 0 to 15")
          case (.indexed(let index), .sixteen): #expect(index < 16)
          case (.indexed(let index), .eight): #expect(index < 8)
          default: Issue.record("\(color.kind) on \(depth), \(theme.name)")
          }
        }
      }
    }
  }

  @Test("Without colour, roles that matter are bold and nothing has a colour")
  func monochrome() {
    for theme in Theme.allCases {
      let palette = Palette(theme: theme, depth: .monochrome)
      for role in Role.allCases {
        let style = palette.style(role)
        #expect(style.foreground == .terminal && style.background == .terminal)
      }
      for role in [Role.strong, .accent, .warning] {
        #expect(palette.style(role).attributes == .bold)
      }
    }
  }

  @Test("Ramps clamp their position and count no number as 0")
  func clamping() {
    for palette in Self.measured {
      for ramp in Ramp.allCases {
        #expect(palette.color(ramp, at: -3) == palette.color(ramp, at: 0))
        #expect(palette.color(ramp, at: .nan) == palette.color(ramp, at: 0))
        #expect(palette.color(ramp, at: 7) == palette.color(ramp, at: 1))
        #expect(palette.color(ramp, at: .infinity) == palette.color(ramp, at: 1))
      }
    }
  }

  /// What only orders the screen, and what is read but is no text.
  private static let lines: Set<Role> = [.frame, .axis]

  @Test(
    "Text reads on the background: contrast 4.5 : 1 or more, in every role and category (WCAG AA)")
  func textContrast() throws {
    for palette in Self.measured {
      let background = try measure(palette.background)
      for role in Role.allCases where !Self.lines.contains(role) {
        let contrast = try measure(palette.color(role)).contrast(to: background)
        #expect(contrast >= 4.5, "\(role) \(contrast) on \(palette.theme.name) \(palette.depth)")
      }
      for index in 0..<8 {
        let contrast = try measure(palette.category(index)).contrast(to: background)
        #expect(contrast >= 4.5, "\(index) \(contrast) on \(palette.theme.name) \(palette.depth)")
      }
      let axis = try measure(palette.color(.axis)).contrast(to: background)
      #expect(axis >= 3, "axis \(axis) on \(palette.theme.name) \(palette.depth)")
    }
  }

  /// What stands on tints are marks, outlines and the path, no small text: 3 : 1 (WCAG 1.4.11).
  @Test("Marks, outlines and the oldest dots show on every tint: contrast 3 : 1 or more")
  func tintContrast() throws {
    for palette in Self.measured {
      let what = "\(palette.theme.name) \(palette.depth)"
      let tints = palette.levels(of: .tint) + palette.levels(of: .ground)
      for tint in try tints.map({ try measure($0.color) }) {
        for role in Role.allCases where !Self.lines.contains(role) {
          let contrast = try measure(palette.color(role)).contrast(to: tint)
          #expect(contrast >= 3, "\(role) \(contrast) on a tint, \(what)")
        }
        // The strongest text reads on every tint, and so does what was pointed at.
        for role in [Role.text, .strong] {
          #expect(try measure(palette.color(role)).contrast(to: tint) >= 4.5)
        }
        for (level, ink) in palette.levels(of: .age).enumerated() {
          let contrast = try measure(ink.color).contrast(to: tint)
          #expect(contrast >= 3, "age \(level) \(contrast) on a tint, \(what)")
        }
      }
    }
  }

  @Test("Ramps move away from the background in lightness, step by step")
  func lightness() throws {
    for palette in Self.measured {
      for ramp in Ramp.allCases {
        let lightness = try Self.positions.map {
          try measure(palette.color(ramp, at: $0)).lab.lightness
        }
        let steps = zip(lightness, lightness.dropFirst()).map { $1 - $0 }
        #expect(
          steps.allSatisfy { palette.theme.isDark ? $0 >= -1e-9 : $0 <= 1e-9 },
          "\(ramp) \(palette.theme.name) \(palette.depth): \(lightness)")
        let range = abs(lightness[lightness.count - 1] - lightness[0])
        // Whatever lies on tints must show on the strongest: they have little room.
        #expect(
          range >= ([.tint, .ground].contains(ramp) ? 7 : ramp == .age ? 29 : 70),
          "\(ramp) \(range)")
      }
    }
  }

  @Test("The heat ramp goes in even steps of lightness, for every kind of colour vision")
  func evenSteps() throws {
    for palette in Self.measured {
      for vision in MeasuredColor.Vision.allCases {
        let lightness = try palette.levels(of: .heat).map {
          try measure($0.color).seen(with: vision).lab.lightness
        }
        let steps = zip(lightness, lightness.dropFirst()).map { abs($1 - $0) }
        let (least, most) = (try #require(steps.min()), try #require(steps.max()))
        // The cube has no blues between 000087 and 005f87.
        let allowed = palette.depth == .direct ? 1.5 : 2.2
        #expect(
          most <= allowed * least, "\(palette.theme.name) \(palette.depth) \(vision): \(steps)")
      }
    }
  }

  @Test("The least heat stands out from the background, and text from every heat: 4.5 : 1")
  func marksOnHeat() throws {
    for palette in Self.measured {
      let least = try measure(palette.color(.heat, at: 0))
      #expect(try least.difference(to: measure(palette.background)) >= 15)
      for position in Self.positions {
        let mark = try measure(palette.color(onHeat: position))
        let contrast = mark.contrast(to: try measure(palette.color(.heat, at: position)))
        #expect(contrast >= 4.5, "\(position) \(contrast), \(palette.theme.name) \(palette.depth)")
      }
    }
  }

  /// A cell of a map is a mixture of three fills by sixteenths; a bar of a histogram has a category's
  /// colour, or that of what is neutral. Marks, lines and what is looked at stand on them.
  @Test("Signs and lines read on every fill of maps and histograms: 4.5 : 1")
  func textOnFills() throws {
    for palette in Self.measured {
      var fills: [(name: String, color: Color)] = []
      for collapsed in 0...16 {
        for even in 0...(16 - collapsed) {
          let shares = [collapsed, 16 - collapsed - even, even].map { Double($0) / 16 }
          fills.append(
            ("\(shares)", palette.mixture(zip((0...2).map(palette.fill), shares).map { ($0, $1) })))
        }
      }
      fills += (0..<8).map { ("category \($0)", palette.category($0)) }
      fills.append(("neutral", palette.color(.neutral)))
      for fill in fills {
        let contrast = try measure(palette.color(on: fill.color)).contrast(to: measure(fill.color))
        #expect(contrast >= 4.5, "\(fill.name) \(contrast), \(palette.theme.name) \(palette.depth)")
      }
    }
  }

  @Test("Bars show on the background by 3 : 1, and fills differ from it and from each other")
  func fillsApart() throws {
    for palette in Self.measured {
      let what = "\(palette.theme.name) \(palette.depth)"
      let background = try measure(palette.background)
      for index in 0..<8 {
        #expect(try measure(palette.category(index)).contrast(to: background) >= 3)
      }
      #expect(try measure(palette.color(.neutral)).contrast(to: background) >= 3)
      let fills = try (0...2).map { try measure(palette.fill($0)) }
      // The last one is nearest to the background, which a map leaves nowhere in view.
      for (index, fill) in fills.enumerated() where index < 2 {
        #expect(fill.contrast(to: background) >= 3, "fill \(index), \(what)")
      }
      for vision in MeasuredColor.Vision.allCases {
        let seen = fills.map { $0.seen(with: vision) }
        for first in 0..<3 {
          let own = seen[first].difference(to: background.seen(with: vision))
          #expect(own >= 15, "fill \(first) \(own) from the background, \(vision) \(what)")
          for second in 0..<first {
            let apart = seen[first].difference(to: seen[second])
            #expect(apart >= 12, "fills \(first), \(second): \(apart), \(vision) \(what)")
          }
        }
      }
    }
  }

  @Test("On every depth the path's colours are no category's, and never the background's")
  func pathAndCategories() {
    for theme in Theme.allCases {
      for depth in ColorDepth.allCases where depth > .monochrome {
        let palette = Palette(theme: theme, depth: depth)
        let categories = Set((0..<8).map { palette.category($0) })
        let path = palette.levels(of: .age).map(\.color)
        #expect(categories.isDisjoint(with: path), "\(theme.name) \(depth)")
        #expect(!path.contains(palette.background) || depth == .eight)
        let black = Color.indexed(theme.isDark ? 0 : 15)
        let all = Role.allCases.map { palette.color($0) } + path + Array(categories)
        #expect(!all.contains(black), "unseen on \(theme.name) \(depth)")
      }
    }
  }

  @Test("With few colours the path's age goes by lightness, and without them by bold")
  func pathOnFewColors() throws {
    for theme in Theme.allCases {
      let greys = try Palette(theme: theme, depth: .sixteen).levels(of: .age).map {
        guard case .indexed(let index) = $0.color.kind else { throw Unexpected() }
        // xterm's black, dark grey, light grey and white.
        return try #require([0: 0, 8: 127, 7: 229, 15: 255][index])
      }
      #expect(greys == (theme.isDark ? greys.sorted() : greys.sorted(by: >)))
      #expect(Set(greys).count == 3)
      for depth in [ColorDepth.eight, .monochrome] {
        let levels = Palette(theme: theme, depth: depth).levels(of: .age)
        #expect(levels.map(\.attributes) == [[], .bold])
      }
    }
  }

  private struct Unexpected: Error {}

  @Test("Direct ramps have a dozen colours at most, so slow changes repaint few cells")
  func quantised() {
    for theme in Theme.allCases {
      for ramp in Ramp.allCases {
        let palette = Palette(theme: theme, depth: .direct)
        let colors = Set((0...1000).map { palette.color(ramp, at: Double($0) / 1000) })
        #expect(colors.count <= 12 && colors.count >= 8)
      }
    }
  }

  @Test(
    "Categories differ for every kind of colour vision: ΔE ≥ 9 for the first four, ≥ 5 for eight",
    arguments: MeasuredColor.Vision.allCases)
  func colorVision(vision: MeasuredColor.Vision) throws {
    for palette in Self.measured {
      for first in 0..<8 {
        for second in 0..<first {
          let difference = try measure(palette.category(first)).seen(with: vision)
            .difference(to: measure(palette.category(second)).seen(with: vision))
          #expect(
            difference >= (first < 4 ? 9 : 5),
            "\(first), \(second): \(difference) on \(palette.theme.name) \(palette.depth)")
        }
      }
    }
  }

  @Test("Roles with opposite meanings differ for every kind of colour vision: ΔE ≥ 20")
  func oppositeRoles() throws {
    for palette in Self.measured {
      for vision in MeasuredColor.Vision.allCases {
        let expanding = try measure(palette.color(.expanding)).seen(with: vision)
        let contracting = try measure(palette.color(.contracting)).seen(with: vision)
        #expect(expanding.difference(to: contracting) >= 20, "\(palette.theme.name) \(vision)")
      }
    }
  }

  @Test("Sixteen colours tell eight categories apart, eight colours the first five")
  func ansiCategories() {
    for theme in Theme.allCases {
      let sixteen = Palette(theme: theme, depth: .sixteen)
      #expect(Set((0..<8).map { sixteen.category($0) }).count == 8)
      let eight = Palette(theme: theme, depth: .eight)
      #expect(Set((0..<5).map { eight.category($0) }).count == 5)
      #expect(Set((0..<8).map { eight.category($0) }).count >= 6)
      for first in 0..<7 { #expect(eight.category(first) != eight.category(first + 1)) }
    }
  }

  @Test("Indexed colours are close to the direct ones: ΔE ≤ 23, tints within 5 of their lightness")
  func indexedCloseToDirect() throws {
    for theme in Theme.allCases {
      let direct = Palette(theme: theme, depth: .direct)
      let indexed = Palette(theme: theme, depth: .indexed)
      func expectClose(_ what: String, _ color: (Palette) -> Color) throws {
        let difference = try measure(color(indexed)).difference(to: measure(color(direct)))
        #expect(difference <= 23, "\(what) \(difference), \(theme.name)")
      }
      try expectClose("background") { $0.background }
      for role in Role.allCases { try expectClose("\(role)") { $0.color(role) } }
      for index in 0..<8 { try expectClose("category \(index)") { $0.category(index) } }
      // Stops of the age ramp; between them the direct ramp interpolates.
      for stop in 0..<8 { try expectClose("age \(stop)") { $0.color(.age, at: Double(stop) / 7) } }
      // The cube has no dark blues: tints are greys of the same lightness.
      for stop in 0..<5 {
        let position = Double(stop) / 4
        let difference =
          try measure(indexed.color(.tint, at: position)).lab.lightness
          - measure(direct.color(.tint, at: position)).lab.lightness
        #expect(abs(difference) <= 5, "tint \(stop) \(difference), \(theme.name)")
      }
    }
  }

  @Test(
    "The theme for all colour vision: ΔE ≥ 38 for four categories, 23 for eight, 40 for regimes",
    arguments: MeasuredColor.Vision.allCases)
  func colourBlind(vision: MeasuredColor.Vision) throws {
    for depth in [ColorDepth.indexed, .direct] {
      let palette = Palette(theme: .colourBlind, depth: depth)
      let categories = try (0..<8).map { try measure(palette.category($0)).seen(with: vision) }
      for first in 0..<8 {
        for second in 0..<first {
          let difference = categories[first].difference(to: categories[second])
          #expect(difference >= (first < 4 ? 38 : 23), "\(first), \(second): \(difference)")
        }
      }
      let regimes = try [Role.expanding, .neutral, .contracting].map {
        try measure(palette.color($0)).seen(with: vision)
      }
      for first in 0..<3 {
        for second in 0..<first {
          let difference = regimes[first].difference(to: regimes[second])
          #expect(difference >= 40, "\(first), \(second): \(difference)")
        }
      }
    }
  }

  @Test("The theme of high contrast: text and categories by 7 : 1 or more")
  func highContrast() throws {
    for depth in [ColorDepth.indexed, .direct] {
      let palette = Palette(theme: .contrast, depth: depth)
      let background = try measure(palette.background)
      let colors =
        Role.allCases.filter { !Self.lines.contains($0) }.map { palette.color($0) }
        + (0..<8).map { palette.category($0) }
      for color in colors {
        #expect(try measure(color).contrast(to: background) >= 7, "\(color)")
      }
    }
  }

  @Test(
    "A theme of one's own has its colours, the nearest entries, and the ANSI colours of its base")
  func ownTheme() {
    let own = Theme.light.with([.text: [0xFF0101], .fills: [1, 2, 3]], name: "own")
    #expect(!own.isDark && own != .light && own.colors(.text) == [0xFF0101])
    #expect(own.colors(.fills) == [1, 2, 3] && own.colors(.age) == Theme.light.colors(.age))
    #expect(Palette(theme: own, depth: .direct).color(.text) == .hex(0xFF0101))
    #expect(Palette(theme: own, depth: .indexed).color(.text) == .indexed(196))
    for depth in [ColorDepth.sixteen, .eight, .monochrome] {
      #expect(
        Palette(theme: own, depth: depth).color(.text)
          == Palette(theme: .light, depth: depth).color(.text))
    }
    #expect(Theme.light.with([.text: Theme.light.colors(.text)], name: "light") == .light)
    #expect(Theme.allCases.allSatisfy { Theme(named: $0.name) == $0 })
    #expect(ThemePart.allCases.allSatisfy { ThemePart(named: $0.name) == $0 })
  }

  @Test("A packed colour says what it was made from")
  func packing() {
    #expect(Color.terminal.kind == .terminal)
    #expect(Color.indexed(0).kind == .indexed(0) && Color.indexed(255).kind == .indexed(255))
    #expect(Color.rgb(1, 2, 3).kind == .rgb(1, 2, 3))
    #expect(Color.hex(0xFF01_0203) == .rgb(1, 2, 3))
    #expect(Color.indexed(0) != .terminal && Color.rgb(0, 0, 0) != .terminal)
  }
}
