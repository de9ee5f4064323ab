import TerminalDrawing

/// One row of the key table: what the footer, the help and the keymap say of a feature.
public struct Binding: Sendable {
  /// The keys and what each does.
  public let keys: [(key: Key, action: Action)]
  /// How the keys are written: `t T`.
  public let label: String
  /// The word in the footer, or `nil` to stay out of it.
  public let footer: String?
  /// The line in the help.
  public let help: String
  /// Whether the feature does something with so many categories.
  public let isUseful: @Sendable (_ categoryCount: Int) -> Bool

  init(
    _ keys: [(key: Key, action: Action)], label: String, footer: String? = nil, help: String,
    isUseful: @escaping @Sendable (_ categoryCount: Int) -> Bool = { _ in true }
  ) {
    self.keys = keys
    self.label = label
    self.footer = footer
    self.help = help
    self.isUseful = isUseful
  }

  /// How the keys are written with so many categories: keys that choose one go as far as these.
  func label(categoryCount: Int) -> String {
    guard case .formChoose? = keys.first?.action else { return label }
    return "A–\(Character(Unicode.Scalar(UInt8(64 + max(2, min(8, categoryCount))))))"
  }
}
