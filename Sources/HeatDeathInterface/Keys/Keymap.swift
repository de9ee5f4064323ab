import TerminalDrawing

/// The one table from which keys, footer and help derive.
public enum Keymap {
  /// The rows that count in a mode, in the order of the footer.
  public static func bindings(in mode: Mode) -> [Binding] {
    switch mode {
    case .explore: explore
    case .compare: compare
    case .help: help
    case .inject, .external: form
    // No category is chosen there.
    case .loop: Array(form.dropLast())
    }
  }

  /// What a key does in a mode; `nil` for a dead key.
  public static func action(for key: Key, in mode: Mode) -> Action? {
    for binding in bindings(in: mode) {
      for (bound, action) in binding.keys where bound == key { return action }
    }
    return nil
  }

  /// How a key is called in a message.
  public static func name(of key: Key) -> String {
    switch key {
    case .character(" "): "space"
    case .character(let scalar) where scalar.terminalColumns > 0: String(Character(scalar))
    case .character(let scalar): "U+\(String(scalar.value, radix: 16, uppercase: true))"
    case .control(let scalar): "Ctrl-\(Character(scalar).uppercased())"
    case .function(let number): "F\(number)"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Delete"
    case .insert: "Insert"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "Page Up"
    case .pageDown: "Page Down"
    }
  }

  private static let quit = Binding(
    [(.character("q"), .quit), (.control("c"), .quit)], label: "q", footer: "quit",
    help: "quit (Ctrl-C as well)")

  private static let scrolling: [(key: Key, action: Action)] = [
    (.up, .scroll(-1)), (.down, .scroll(1)), (.pageUp, .scroll(-10)), (.pageDown, .scroll(10)),
    (.home, .scroll(-1000)), (.end, .scroll(1000)),
  ]

  private static let pause = Binding(
    [(.character(" "), .togglePause)], label: "space", footer: "pause", help: "pause or go on")

  private static let pace = Binding(
    [
      (.character("-"), .slower), (.character("+"), .faster), (.character("="), .faster),
      (.character("_"), .slower),
    ],
    label: "- +", footer: "pace", help: "slower, faster: a step a second to decades of k")

  private static let reseed = Binding(
    [(.character("r"), .reseed)], label: "r", footer: "reseed", help: "start again, new seed")

  private static let restart = Binding(
    [(.character("R"), .restart)], label: "R", footer: "restart", help: "start again, same seed")

  private static let eternity = Binding(
    [(.character("E"), .eternity)], label: "E", footer: "eternity",
    help: "leap to k = 10^18, and below T = 1 to the fate")

  private static let undo = Binding(
    [(.character("u"), .undo)], label: "u", footer: "undo", help: "take back the last intervention")

  private static let comparison = Binding(
    [(.character("c"), .toggleComparison)], label: "c", footer: "compare",
    help: "the same data at T = 0.8, 1 and 1.5, side by side")

  private static let zoom = Binding(
    [(.character("z"), .zoomIn)], label: "z", footer: "zoom",
    help: "zoom in ten times; Esc takes it back", isUseful: { $0 == 3 || $0 == 4 })

  private static let zoomCentre = Binding(
    [(.character("Z"), .toggleZoomCentre)], label: "Z",
    help: "zoom on the current point or on the end state", isUseful: { $0 == 3 || $0 == 4 })

  private static let step = Binding(
    [(.character("."), .stepOnce), (.right, .stepOnce)], label: ".", footer: "step",
    help: "pause and draw one sample (Right as well)")

  private static let rotation = Binding(
    [
      (.character("h"), .rotate(right: -1, up: 0)), (.character("l"), .rotate(right: 1, up: 0)),
      (.character("j"), .rotate(right: 0, up: -1)), (.character("k"), .rotate(right: 0, up: 1)),
    ],
    label: "hjkl", footer: "rotate", help: "turn and tilt the tetrahedron of four categories",
    isUseful: { $0 == 4 })

  private static let glyphs = Binding(
    [(.character("g"), .cycleGlyphs)], label: "g",
    help: "draw with Braille dots, blocks or ASCII")

  private static let mouse = Binding(
    [(.character("m"), .toggleMouse)], label: "m",
    help: "the mouse acts here, or selects text in the terminal")

  private static let compare: [Binding] = [
    Binding(
      [(.character("c"), .toggleComparison), (.escape, .back)], label: "c", footer: "back",
      help: ""),
    quit, pause, pace, eternity, reseed, restart, zoom, step, rotation, zoomCentre, glyphs, mouse,
  ]

  private static let explore: [Binding] = [
    Binding(
      [(.character("?"), .toggleHelp), (.function(1), .toggleHelp)], label: "?", footer: "help",
      help: "this list (F1 as well)"),
    quit,
    pause,
    Binding(
      [(.character("t"), .cooler), (.character("T"), .warmer)], label: "t T",
      footer: "temperature", help: "temperature down, up; fine steps near 1"),
    pace,
    Binding(
      [(.character("i"), .openInjection)], label: "i", footer: "inject",
      help: "inject external samples at once"),
    reseed,
    restart,
    eternity,
    undo, comparison,
    zoom,
    Binding(
      [(.character("x"), .openExternal)], label: "x", footer: "external",
      help: "stream of external data: fraction and law"),
    Binding(
      [(.character("L"), .openLoop)], label: "L", footer: "loop",
      help: "how the loop is closed: sampler, learner, data policy, batch"),
    Binding(
      [(.character("s"), .save)], label: "s", footer: "save",
      help: "save the scenario to a TOML file for --scenario"),
    step,
    Binding(
      [(.character("n"), .moreCategories), (.character("N"), .fewerCategories)], label: "n N",
      footer: "categories", help: "one category more, fewer: 2 to 8; starts anew"),
    Binding(
      [(.character("0"), .temperatureOne)], label: "0", footer: "T=1",
      help: "temperature exactly 1"),
    rotation,
    zoomCentre,
    Binding([(.escape, .back)], label: "Esc", help: "back: zoom out ten times"),
    Binding(
      scrolling, label: "Up Down",
      help: "scroll the list of V_I (Page Up, Page Down, Home, End)"),
    glyphs, mouse,
  ]

  private static let help: [Binding] = [
    Binding(
      [
        (.character("?"), .toggleHelp), (.function(1), .toggleHelp), (.escape, .toggleHelp),
        (.enter, .toggleHelp), (.character(" "), .toggleHelp),
      ],
      label: "?", footer: "back", help: ""),
    quit,
    Binding(scrolling, label: "Up Down", footer: "scroll", help: ""),
  ]

  private static let form: [Binding] = [
    quit,
    Binding(
      [(.enter, .formConfirm)], label: "Enter", footer: "apply", help: ""),
    Binding([(.escape, .back)], label: "Esc", footer: "leave", help: ""),
    Binding(
      [
        (.up, .formLine(-1)), (.down, .formLine(1)), (.tab, .formLine(1)),
        (.backTab, .formLine(-1)), (.character("k"), .formLine(-1)),
        (.character("j"), .formLine(1)),
      ],
      label: "Up Down", footer: "line", help: ""),
    Binding(
      [
        (.left, .formChange(-1)), (.right, .formChange(1)), (.character("-"), .formChange(-1)),
        (.character("+"), .formChange(1)), (.character("h"), .formChange(-1)),
        (.character("l"), .formChange(1)), (.pageUp, .formChange(10)),
        (.pageDown, .formChange(-10)),
      ],
      label: "Left Right", footer: "change", help: ""),
    Binding(
      (0..<8).map { index in
        (.character(Unicode.Scalar(UInt8(65 + index))), .formChoose(index))
      },
      label: "A–H", footer: "category", help: ""),
  ]
}
