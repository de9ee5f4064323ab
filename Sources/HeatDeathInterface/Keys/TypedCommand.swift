import HeatDeath
import TerminalDrawing

/// What can be typed in the palette with something behind its name: `temperature 0.73`.
struct TypedCommand: Sendable {
  /// The name of the action that does it by key, where there is one.
  let name: String
  /// What it is called as well; empty for nothing.
  private(set) var otherName = ""
  /// What may stand behind the name: `0.73`.
  let example: String
  let help: String
  /// What is accepted behind the name.
  let accepted: String
  /// What may stand there as words, for completion.
  let values: [String]
  /// Does it with what stands behind the name, or says what is wrong with that.
  let run: @Sendable (String, inout Shell) -> Result<[Effect], CommandRefusal>

  init(
    _ name: String, _ example: String, help: String, accepted: String, values: [String] = [],
    run: @escaping @Sendable (String, inout Shell) -> Result<[Effect], CommandRefusal>
  ) {
    self.name = name
    self.example = example
    self.help = help
    self.accepted = accepted
    self.values = values
    self.run = run
  }

  /// The same under another name as well.
  func called(_ otherName: String) -> TypedCommand {
    var command = self
    command.otherName = otherName
    return command
  }

  /// A command to the topmost layer of a type.
  static func on<L: Layer>(
    _ type: L.Type, _ name: String, _ example: String, help: String, accepted: String,
    run: @escaping @Sendable (inout L, String, inout Shell) -> Result<[Effect], CommandRefusal>
  ) -> TypedCommand {
    TypedCommand(name, example, help: help, accepted: accepted) { text, shell in
      var result = Result<[Effect], CommandRefusal>.success([])
      _ = shell.change(type) { layer, shell in
        result = run(&layer, text, &shell)
        return []
      }
      return result
    }
  }

  /// A command whose one value is read as a whole.
  ///
  /// - Parameters:
  ///   - kind: what the value is called where it is none.
  ///   - read: `nil` for what is no value.
  static func value<L: Layer, Value>(
    _ type: L.Type, _ name: String, _ example: String, help: String, _ kind: String,
    accepted: String, read: @escaping @Sendable (String) -> Value?,
    run: @escaping @Sendable (inout L, Value, inout Shell) -> [Effect]
  ) -> TypedCommand {
    .on(type, name, example, help: help, accepted: accepted) { layer, text, shell in
      guard let value = read(text) else { return .refused(text, kind, accepted: accepted) }
      return .success(run(&layer, value, &shell))
    }
  }

  static func pace<L: Layer>(
    _ type: L.Type, run: @escaping @Sendable (inout L, Pace, inout Shell) -> [Effect]
  ) -> TypedCommand {
    .value(
      type, "pace", "2", help: "how fast: powers of ten of k a second, or samples: 30/s", "pace",
      accepted: TypedPace.accepted, read: TypedPace.read, run: run)
  }

  static func seed<L: Layer>(
    _ type: L.Type, run: @escaping @Sendable (inout L, UInt64, inout Shell) -> [Effect]
  ) -> TypedCommand {
    .value(
      type, "seed", "7", help: "start again with that seed", "seed",
      accepted: TypedNumber.acceptedSeed, read: { UInt64($0) }, run: run)
  }

  static func temperature<L: Layer>(
    _ type: L.Type, help: String,
    run: @escaping @Sendable (inout L, Temperature, inout Shell) -> [Effect]
  ) -> TypedCommand {
    .value(
      type, "temperature", "0.73", help: help, "temperature",
      accepted: TypedNumber.acceptedTemperature, read: TypedNumber.temperature, run: run)
  }

  static func external<L: Layer>(
    _ type: L.Type, help: String,
    run: @escaping @Sendable (inout L, Double, inout Shell) -> [Effect]
  ) -> TypedCommand {
    .value(
      type, "external", "0.2", help: help, "fraction",
      accepted: TypedNumber.acceptedFraction, read: TypedNumber.fraction, run: run
    ).called("fresh")
  }

  /// What every stage takes.
  static let common: [TypedCommand] = [
    TypedCommand(
      "theme", "light", help: "the colours by name",
      accepted: Theme.allCases.map(\.name).listed,
      values: Theme.allCases.map(\.name)
    ) { text, shell in
      guard let theme = Theme(named: text) else {
        return .refused(text, "theme", accepted: Theme.allCases.map(\.name).listed)
      }
      shell.display.theme = theme
      return .success([])
    },
    TypedCommand(
      "glyphs", "ascii", help: "draw with those signs",
      accepted: GlyphSet.allCases.map(\.rawValue).listed, values: GlyphSet.allCases.map(\.rawValue)
    ) { text, shell in
      guard let glyphs = GlyphSet(rawValue: text) else {
        return .refused(text, "set of signs", accepted: GlyphSet.allCases.map(\.rawValue).listed)
      }
      shell.display.glyphs = glyphs
      return .success([])
    },
  ]
}

/// Why a command does nothing: what was found, and what is accepted.
struct CommandRefusal: Error, Hashable {
  let sentence: String

  init(_ sentence: String) { self.sentence = sentence }
}

extension Result where Success == [Effect], Failure == CommandRefusal {
  static func refused(_ sentence: String) -> Self { .failure(CommandRefusal(sentence)) }

  /// What was typed is none of its kind.
  static func refused(_ text: String, _ kind: String, accepted: String) -> Self {
    .refused("\"\(text)\" is no \(kind); accepted: \(accepted)")
  }
}
