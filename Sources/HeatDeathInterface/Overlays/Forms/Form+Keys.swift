import HeatDeath
import TerminalDrawing

extension Form {
  /// The row of the key that opens a form.
  ///
  /// - Parameter content: what it asks for; `nil` where there is nothing to ask, which it says.
  static func opening<Content: FormContent>(
    _ name: String, _ key: Unicode.Scalar, footer: String, help: String, isTyping: Bool = false,
    _ content: @escaping @Sendable (RunStage, inout Shell) -> Content?
  ) -> Binding {
    Binding(
      [
        .on(RunStage.self, name, .character(key)) { run, shell in
          guard let content = content(run, &shell) else { return [] }
          shell.push(isTyping ? Form(typing: content) : Form(content))
          return []
        }
      ], footer: footer, help: help)
  }

  /// As many categories as there are letters for.
  static let letters = (0..<26).map { category in
    on(.character(Unicode.Scalar(UInt8(65 + category)))) { $0.choose(letter: category, in: &$1) }
  }

  private static let lineKeys: [(Key, Int)] = [
    (.up, -1), (.down, 1), (.tab, 1), (.backTab, -1), (.character("k"), -1), (.character("j"), 1),
  ]

  private static let valueKeys: [(Key, Int)] = [
    (.left, -1), (.right, 1), (.character("h"), -1), (.character("l"), 1), (.pageUp, 10),
    (.pageDown, -10),
  ]

  /// The signs step a value, but where a number goes on with one.
  private static let signs: [(Unicode.Scalar, Int)] = [("-", -1), ("+", 1)]

  private static let numberCharacters = "0123456789.,einf%".unicodeScalars

  static let keys: [Binding] = [
    Binding([on(.enter) { $0.confirm(in: &$1) }], label: "Enter", footer: "apply"),
    Binding(
      [.escape, .character("q")].map(KeyAction.closing), label: "Esc", footer: "leave"),
    Binding(
      lineKeys.map { key, lines in on(key) { form, _ in form.move(by: lines) } },
      label: "Up Down", footer: { ($0[Form.self]?.content.lineCount ?? 0) > 1 ? "line" : nil }),
    Binding(
      valueKeys.map { key, steps in on(key) { $0.change(by: steps, in: &$1) } }
        + signs.map { sign, steps in
          on(.character(sign)) { form, shell in
            form.expectsSign
              ? form.type(sign, in: &shell) : form.change(by: steps, in: &shell)
          }
        },
      label: "Left Right", footer: "change"),
    Binding(
      numberCharacters.map { character in
        on(.character(character)) { $0.type(character, in: &$1) }
      } + [on(.backspace) { $0.erase(in: &$1) }],
      label: "0–9", footer: { $0[Form.self]?.takesNumber == true ? "type" : nil }),
    .interrupt,
  ]

  private var expectsSign: Bool {
    guard let text = typing?.text else { return false }
    return text.isEmpty || text.hasSuffix("e")
  }
}
