/// What a theme has colours for: the background, each role, and lists of colours.
public enum ThemePart: Int, Hashable, Sendable, CaseIterable {
  case background
  case text, strong, muted, frame, axis, accent, expanding, contracting, neutral, warning
  /// Of categories, the first one's first.
  case categories
  /// Ramps from their start to their end, see ``Ramp``.
  case age, tints, ground, heat
  /// Three kinds of places that fill an area, see ``Palette/fill(_:)``.
  case fills

  /// What it is called in a file.
  public var name: String { "\(self)" }

  public init?(named name: String) {
    guard let part = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = part
  }

  /// How many colours it takes.
  public var counts: ClosedRange<Int> {
    switch self {
    case .categories: 8...8
    case .age, .tints, .ground, .heat: 2...24
    case .fills: 3...3
    default: 1...1
    }
  }

  /// What its colours are for.
  public var words: String {
    switch self {
    case .background: "the whole screen"
    case .text: "ordinary text"
    case .strong: "values that matter"
    case .muted: "names, units and explanations"
    case .frame: "frames of panels"
    case .axis: "axes and other lines that are read"
    case .accent: "the program's name, keys, the current point"
    case .expanding: "what spreads apart: T < 1, growing V"
    case .contracting: "what evens out: T > 1, falling V"
    case .neutral: "what stays: T = 1"
    case .warning: "what should not be overlooked"
    case .categories: "the eight categories, the first one's first"
    case .age: "the path, from old to new"
    case .tints: "values of V below the path, from small to large"
    case .ground: "amounts below the path, from little to much"
    case .heat: "amounts in maps, from little to much"
    case .fills: "collapsed, mixed, even, where a map is filled with them"
    }
  }
}

extension Role {
  var part: ThemePart {
    switch self {
    case .text: .text
    case .strong: .strong
    case .muted: .muted
    case .frame: .frame
    case .axis: .axis
    case .accent: .accent
    case .expanding: .expanding
    case .contracting: .contracting
    case .neutral: .neutral
    case .warning: .warning
    }
  }
}
