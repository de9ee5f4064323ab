import Glibc
import TerminalDrawing

/// Which entries of the terminfo database to try for a terminal, best first.
struct TerminalDescription: Hashable {
  /// What TERM says, or the empty string.
  let name: String
  /// Entries to try in this order.
  let candidates: [String]

  private static let fallbacks = ["xterm-256color", "xterm"]

  /// Entries with 24-bit colours that are the same terminal otherwise. GNU screen is not among
  /// them: it hands COLORTERM on from the terminal around it, and knows no such colours.
  private static let directVariants = [
    "xterm-256color": "xterm-direct", "tmux-256color": "tmux-direct",
    "alacritty": "alacritty-direct", "konsole-256color": "konsole-direct",
    "foot": "foot-direct", "vte-256color": "vte-direct", "xterm-kitty": "kitty-direct",
    "iterm2": "iterm2-direct", "mintty": "mintty-direct", "st-256color": "st-direct",
  ]

  /// A terminal that has 24-bit colours says so in COLORTERM, since TERM has no room for it; but
  /// only a description tells ncurses how to ask for them. So COLORTERM is believed where a
  /// description of the same terminal with such colours is installed.
  ///
  /// - Parameter wanted: the colours the user asks for, or nil.
  init(environment: Environment, wanted: ColorDepth?) {
    let name = environment("TERM") ?? ""
    var candidates: [String] = []
    if wanted == .direct || (wanted == nil && Self.claimsDirectColor(environment)),
      let variant = Self.directVariants[name]
    {
      candidates.append(variant)
    }
    if !name.isEmpty { candidates.append(name) }
    candidates += Self.fallbacks.filter { $0 != name }
    self.name = name
    self.candidates = candidates
  }

  /// Says what the user should know where `used` is a stand-in, else nil.
  func notice(using used: String, environment: Environment) -> String? {
    if used == name || used == Self.directVariants[name] { return nil }
    if name.isEmpty { return "TERM is not set: using \(used)" }
    if let obstacle = obstacle(environment: environment) {
      return "TERM \"\(name)\" cannot be read (\(errorMessage(obstacle.error))): using \(used)"
    }
    return "unknown TERM \"\(name)\": using \(used)"
  }

  /// What keeps the process from reading the description of the terminal where it is installed; nil
  /// where it is not, or can be read. ncurses says of either that there is none.
  func obstacle(environment: Environment) -> (call: String, error: Int32)? {
    guard let initial = name.utf8.first, !name.contains("/") else { return nil }
    var directories = [environment("TERMINFO"), environment("HOME").map { $0 + "/.terminfo" }]
      .compactMap(\.self)
    directories += (environment("TERMINFO_DIRS") ?? "").split(separator: ":").map(String.init)
    directories += ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"]
    for directory in directories {
      let path = "\(directory)/\(Character(Unicode.Scalar(initial)))/\(name)"
      let descriptor = open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC)
      if descriptor >= 0 {
        close(descriptor)
        return nil
      }
      if errno != ENOENT && errno != ENOTDIR { return ("open \(path)", errno) }
    }
    return nil
  }

  private static func claimsDirectColor(_ environment: Environment) -> Bool {
    // no-color.org: any value but the empty one.
    if environment("NO_COLOR") != nil { return false }
    return ["truecolor", "24bit"].contains(environment("COLORTERM"))
  }
}
