import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// Categories shown in groups.
@Suite struct GroupsTests {
  private func fixture(
    _ counts: [Int64] = [9, 1, 4, 2, 6, 3], labels: [String]? = nil, temperature: Double = 0.8,
    external: ExternalData = .none, size: (Int, Int) = (120, 40)
  ) throws -> Fixture {
    var fixture = try Fixture(
      counts: counts, labels: labels, temperature: temperature, externalData: external)
    fixture.receive(.resize(width: size.0, height: size.1))
    return fixture
  }

  private func type(_ text: String, _ fixture: inout Fixture) throws {
    for character in text.unicodeScalars { try fixture.press(.character(character)) }
  }

  private func groups(_ fixture: Fixture) throws -> CategoryGroups {
    try #require(fixture.state.run?.controls.groups)
  }

  private func names(_ fixture: Fixture) throws -> [String] {
    let groups = try groups(fixture)
    return (0..<groups.count).map {
      groups.name(of: $0, labels: fixture.state.scenario.labels)
    }
  }

  private func overlay(_ fixture: Fixture) throws -> GroupsOverlay {
    try #require(fixture.state.overlays.last as? GroupsOverlay)
  }

  private func text(_ fixture: Fixture) -> String {
    let (width, height) = fixture.state.windowSize
    let screen = fixture.screen(width: width, height: height)
    return (0..<height).map { y in
      String(String.UnicodeScalarView((0..<width).map { screen[$0, y].glyph }))
    }.joined(separator: "\n")
  }

  // MARK: The overlay

  @Test("M groups the largest two and the rest at once, Enter keeps it, Esc takes it back")
  func opening() throws {
    var fixture = try fixture()
    try type("M", &fixture)
    #expect(try names(fixture) == ["A", "E", "BCDF"])
    #expect(text(fixture).contains("simplex of groups: V"))
    try fixture.press(.escape)
    #expect(fixture.state.run?.controls.groups == nil && fixture.state.overlays.isEmpty)
    #expect(text(fixture).contains("shares over time"))
    try type("M", &fixture)
    try fixture.press(.enter)
    #expect(try names(fixture) == ["A", "E", "BCDF"] && fixture.state.overlays.isEmpty)
    try type("Ma", &fixture)
    #expect(try names(fixture) == ["A", "E", "C", "BDF"])
    #expect(text(fixture).contains("simplex of groups (tetrahedron)"))
    try fixture.press(.escape)
    #expect(try names(fixture) == ["A", "E", "BCDF"], "as before M")
    try type("Mx", &fixture)
    #expect(fixture.state.run?.controls.groups == nil && fixture.state.line.contains("no groups"))
  }

  @Test("Rows are moved, split off, merged and named where the cursor is")
  func editing() throws {
    var fixture = try fixture()
    try type("M", &fixture)
    // A, E, BCDF, then its members.
    for _ in 0..<3 { try fixture.press(.down) }
    #expect(try overlay(fixture).cursor == .category(1))
    try fixture.press(.right)
    #expect(try names(fixture) == ["AB", "E", "CDF"])
    #expect(try overlay(fixture).cursor == .category(1), "the cursor stays with what it moved")
    try type("s", &fixture)
    #expect(try names(fixture) == ["A", "E", "CDF", "B"])
    #expect(try overlay(fixture).cursor == .group(3))
    try type("2", &fixture)
    #expect(try names(fixture) == ["A", "BE", "CDF"])
    try type("nvowels", &fixture)
    try fixture.press(.enter)
    #expect(try names(fixture) == ["A", "vowels", "CDF"])
    try type("nx", &fixture)
    try fixture.press(.escape)
    #expect(try names(fixture) == ["A", "vowels", "CDF"])
    try type("n", &fixture)
    try fixture.press(.enter)
    #expect(try names(fixture) == ["A", "BE", "CDF"], "an empty name is that of the members")
    try fixture.press(.home)
    try fixture.press(.left)
    #expect(fixture.state.line.contains("three groups are the least"))
    #expect(try names(fixture) == ["A", "BE", "CDF"])
    try type("s", &fixture)
    #expect(fixture.state.line.contains("s splits off"))
  }

  @Test("Five groups are refused, and names move with their groups")
  func limits() throws {
    var fixture = try fixture()
    try type("Ma", &fixture)
    try type("a", &fixture)
    try type("a", &fixture)
    #expect(try groups(fixture).count == 4)
    try type("nfirst", &fixture)
    try fixture.press(.enter)
    for _ in 0..<4 { try fixture.press(.down) }
    try type("s", &fixture)
    #expect(fixture.state.line.contains("four groups are the most"))
    // The third is merged into the first: what was the fourth is the third now.
    try fixture.press(.home)
    for _ in 0..<2 { try fixture.press(.down) }
    try type("1", &fixture)
    #expect(try names(fixture) == ["first", "E", "BDF"])
  }

  @Test("Below five categories the key says why there are none")
  func few() throws {
    var fixture = try fixture([5, 3, 2, 2])
    try type("M", &fixture)
    #expect(fixture.state.line.contains("4 categories are a simplex themselves"))
    #expect(fixture.state.overlays.isEmpty)
  }

  @Test("Other categories end the groups")
  func otherCategories() throws {
    var fixture = try fixture()
    try type("M", &fixture)
    try fixture.press(.enter)
    try type("n", &fixture)
    #expect(fixture.state.run?.controls.groups == nil && fixture.simulation.categoryCount == 7)
  }

  @Test("Whatever is pressed, there are three or four groups of all categories (seed 9)")
  func storm() throws {
    var random = SeededRandom(seed: 9)
    let keys: [Key] =
      "1234saxnMjkhl=z".unicodeScalars.map(Key.character)
      + [.enter, .escape, .up, .down, .left, .right, .home, .end, .pageDown, .backspace]
    for round in 0..<12 {
      let categories = 5 + random.next(20)
      var fixture = try fixture(
        (0..<categories).map { _ in Int64(1 + random.next(9)) },
        size: random.pick([(20, 5), (40, 12), (66, 14), (80, 24), (120, 40)]))
      for _ in 0..<60 {
        if fixture.state.overlays.isEmpty { try fixture.press(.character("M")) }
        let effects = try fixture.press(random.pick(keys))
        #expect(effects.isEmpty, "the run is asked for nothing")
        if random.next(4) == 0 {
          let (width, height) = fixture.state.windowSize
          let screen = fixture.screen(width: width, height: height)
          #expect(screen.width == width)
          fixture.receive(
            .mouse(
              Mouse(
                random.pick([.press, .wheelDown]), x: random.next(width), y: random.next(height))
            ))
        }
        guard let groups = fixture.state.run?.controls.groups else { continue }
        #expect((3...4).contains(groups.count) && groups.names.count == groups.count)
        #expect(groups.grouping.categoryCount == categories, "round \(round)")
        #expect(Grouping(groups.grouping.groups) == groups.grouping)
        if let overlay = fixture.state.overlays.last as? GroupsOverlay {
          #expect(fixture.state.context().barRows.contains(overlay.cursor))
        }
      }
    }
  }

  // MARK: What follows

  @Test("Corners, bars and their sums follow the groups")
  func following() throws {
    var fixture = try fixture(labels: ["a", "b", "c", "d", "e", "f"])
    try type("M", &fixture)
    try type("nvowel", &fixture)
    try fixture.press(.enter)
    try fixture.press(.enter)
    let context = fixture.state.context()
    #expect(context.cornerCount == 3 && context.cornerTag(0) == "▲ vowel")
    #expect(
      context.barRows == [.group(0), .group(1), .group(2)] + [1, 2, 3, 5].map(BarRow.category))
    #expect(context.barRowCount == context.barRows.count)
    let screen = text(fixture)
    #expect(screen.contains("vowel") && screen.contains("bcdf") && screen.contains("40.0 %"))
    try type("S", &fixture)
    #expect(
      fixture.state.context().barRows
        == [.group(2)] + [2, 5, 3, 1].map(BarRow.category) + [.group(0), .group(1)])
  }

  @Test("A click starts the run at a point of the groups, with shares within each as they are")
  func click() throws {
    var fixture = try fixture([40, 10, 20, 30, 60, 40])
    try type("M", &fixture)
    try fixture.press(.enter)
    let placed = try #require(
      fixture.state.layout(colors: .indexed).parts.first { $0.part is PictureView })
    let view = try #require(placed.part as? PictureView)
    let (x, y) = (placed.area.x + placed.area.width / 2, placed.area.y + placed.area.height / 2)
    let point = try #require(view.point(atX: x, y: y, in: placed.area))
    #expect(point.dimension == 6)
    let before = fixture.simulation.counts
    let grouping = try groups(fixture).grouping
    fixture.receive(.mouse(Mouse(.press, x: x, y: y)))
    let counts = fixture.simulation.counts
    #expect(counts != before && counts.reduce(0, +) == 200)
    let merged = grouping.merged(SimplexPoint(counts: counts))
    for group in 0..<3 { #expect(abs(merged[group] - grouping.merged(point)[group]) < 0.02) }
    // 10 : 20 : 30 within the rest.
    let rest = grouping.members(of: 2)
    #expect(rest.map { before[$0] } != rest.map { counts[$0] } || merged[2] == 0.5)
    let shares = rest.map { Double(counts[$0]) }
    #expect(abs(shares[2] / shares.reduce(0, +) - Double(before[rest[2]]) / 100) < 0.1)
  }

  @Test("Pictures of groups zoom, have no layers but the tint, and turn where they are four")
  func picture() throws {
    var fixture = try fixture()
    try type("M", &fixture)
    try fixture.press(.enter)
    try type("v", &fixture)
    #expect(fixture.state.line.contains("no layers of groups"))
    try type("z", &fixture)
    #expect(fixture.state.zoom.exponent == 1)
    try type("h", &fixture)
    #expect(fixture.state.line.contains("only the tetrahedron turns"))
    try type("Ma", &fixture)
    #expect(fixture.state.zoom == .none, "another picture")
    try fixture.press(.enter)
    let yaw = fixture.state.yaw
    try type("h", &fixture)
    #expect(fixture.state.yaw != yaw)
  }

  // MARK: Remark 2

  @Test("The foot of the picture says what a model of groups would draw")
  func remark() throws {
    for temperature in [0.3, 0.8, 1.5, 4] {
      var fixture = try fixture(temperature: temperature)
      try type("M", &fixture)
      try fixture.press(.enter)
      let groups = try groups(fixture)
      let snapshot = fixture.report.snapshot
      let law = try #require(
        GroupedLaw(snapshot.meanField, at: snapshot.theta, grouping: groups.grouping))
      let group = law.largestDifference.group
      let words = try #require(fixture.state.context().remarkOnGroups.first)
      let name = groups.name(of: group, labels: fixture.state.scenario.labels)
      let format = fixture.state.format
      func percent(_ law: SimplexPoint) -> String {
        format.percent(law[group], complement: law.complement(of: group))
      }
      #expect(
        words
          == "at T = \(format.temperature(temperature)) \(name) is drawn with \(percent(law.drawn)); "
          + "a model of groups would draw it with \(percent(law.ofGroups))")
      #expect(
        (law.largestDifference.difference > 0) == (words.contains("BCDF") == (temperature > 1)))
      #expect(text(fixture).contains("by a model of groups") || text(fixture).contains(words))
    }
  }

  @Test("At T = 1 and with fresh data alone a model of groups draws the same, which is said")
  func same() throws {
    for (temperature, external) in [
      (1, ExternalData.none), (0.5, try ExternalData(fraction: 1, law: .uniform)),
    ] as [(Double, ExternalData)] {
      var fixture = try fixture(temperature: temperature, external: external)
      try type("M", &fixture)
      try fixture.press(.enter)
      #expect(text(fixture).contains("a model of groups would draw the same"))
    }
  }

  @Test("The remark is true of whatever n, T and λ there are (seed 12)")
  func remarkIsTrue() throws {
    var random = SeededRandom(seed: 12)
    for _ in 0..<150 {
      let categories = 5 + random.next(30)
      var fixture = try fixture(
        (0..<categories).map { Int64($0 == 0 ? 1 : random.next(40)) },
        temperature: random.pick([0.05, 0.4, 0.99, 1, 1.01, 3, 1000, .infinity]),
        external: try ExternalData(
          fraction: random.pick([0, 0, 0.2, 1]), law: random.pick([.uniform, .initial])))
      fixture.advance(by: Int64(random.next(200)))
      try type(random.pick(["M", "Ma"]), &fixture)
      let context = fixture.state.context()
      let law = try #require(context.groupedLaw)
      let snapshot = context.figures
      // Independently: sums of the laws, and softmax of the sums.
      let grouping = try groups(fixture).grouping
      let q = snapshot.meanField.externalLaw
      let lambda = snapshot.externalData.fraction
      for group in 0..<grouping.groupCount {
        let members = grouping.members(of: group)
        let drawn = members.reduce(0) { $0 + snapshot.nextSampleLaw[$1] }
        #expect(abs(law.drawn[group] - drawn) < 1e-12)
        let merged = SimplexPoint(
          weights: (0..<grouping.groupCount).map { group in
            grouping.members(of: group).reduce(0) { $0 + snapshot.theta[$1] }
          })
        let tau = Sampler.softmax.law(at: merged, temperature: snapshot.temperature)
        let fresh = members.reduce(0) { $0 + (q?[$1] ?? 0) }
        #expect(abs(law.ofGroups[group] - ((1 - lambda) * tau[group] + lambda * fresh)) < 1e-12)
      }
      for words in context.remarkOnGroups where words.contains("the same") {
        #expect(abs(law.largestDifference.difference) < (words.contains("nearly") ? 1e-3 : 1e-12))
      }
    }
  }

  // MARK: By name

  @Test("Groups are made, split, named and ended by name")
  func commands() throws {
    var fixture = try fixture(labels: ["ann", "bob", "cid", "dan", "eve", "fay"])
    func run(_ line: String) throws {
      try fixture.press(.character(":"))
      try type(line, &fixture)
      try fixture.press(.enter)
    }
    try run("groups 4")
    #expect(try names(fixture) == ["ann", "eve", "cid", "bob and 2 more"])
    try run("group boys = bob, Dan, cid")
    #expect(try names(fixture) == ["ann", "eve", "fay", "boys"])
    try run("group boys = fay")
    #expect(try names(fixture) == ["ann", "eve", "boys"])
    try run("split dan, cid")
    #expect(try names(fixture) == ["ann", "eve", "boys", "cid and 1 more"])
    try run("name-group boys = b and f")
    #expect(try names(fixture) == ["ann", "eve", "b and f", "cid and 1 more"])
    #expect(fixture.state.overlays.isEmpty)
    for (line, words) in [
      ("groups 7", "\"7\" is no number of groups; accepted: 3, 4 or off"),
      ("split ann", "accepted"),
      ("split nobody", "\"nobody\" is no category; accepted: \"ann\", \"bob\""),
      ("group boys =", "no category is named"), ("name-group girls = g", "\"girls\" is no group"),
      ("group x = ann, eve, cid, bob, dan", "that makes 2 groups; accepted: 3 or 4"),
    ] {
      let before = try groups(fixture)
      try run(line)
      let palette = fixture.state.overlays.last as? CommandPalette
      if line != "split ann" {
        #expect(palette?.error?.contains(words) == true, "\(palette?.error ?? "no error")")
      }
      #expect(try groups(fixture).grouping == before.grouping || line == "split ann")
      try fixture.press(.escape)
    }
    try run("groups off")
    #expect(fixture.state.run?.controls.groups == nil)
  }

  // MARK: The end of a group

  @Test("What becomes of a group is what becomes of its members together")
  func ends() throws {
    for (temperature, steps) in [(0.8, 60), (1, 60), (1.5, 60)] as [(Double, Int64)] {
      var fixture = try fixture(temperature: temperature)
      fixture.advance(by: steps)
      fixture.answer()
      let ends = fixture.state.context().ends
      let all = ends.text(of: Array(0..<6)).text
      #expect(all == "100 %" || all.hasPrefix("100"), "\(all)")
      #expect(ends.text(of: [2]).text == ends.text(of: 2).text)
      if temperature > 1 { #expect(ends.text(of: [0, 1, 2]).text == "50.0 %") }
      if temperature == 1 {
        let counts = fixture.report.snapshot.counts
        let (part, k) = (Double(counts[0] + counts[1]), Double(counts.reduce(0, +)))
        let sigma = 100 * (part / k * (1 - part / k) / (k + 1)).squareRoot()
        let sign = fixture.state.format.symbols.plusMinus
        let text = ends.text(of: [0, 1]).text
        let parts = text.split(separator: Character(sign))
        #expect(Double(parts[0]).map { abs($0 - 100 * part / k) < 0.51 } == true, "\(text)")
        let spread = parts[1].prefix { $0.isNumber || $0 == "." }
        #expect(Double(spread).map { abs($0 - sigma) < 0.51 } == true, "\(text)")
      }
    }
  }
}
