import HeatDeath

// What can be typed in every stage of runs.
extension DrivenStage {
  static var typedCommands: [TypedCommand] {
    [
      .pace(Self.self) { $0.set($1, in: &$2) },
      .on(
        Self.self, "go", "1e6", help: "go to that k at once",
        accepted: "a number of samples above the present one, up to 4e18"
      ) { stage, text, shell in
        guard let size = TypedNumber.count(text), size <= Dataset.maximumSize else {
          return .refused(text, "size", accepted: "a whole number of samples, up to 4e18")
        }
        let present = stage.feeds.map(\.data.clock).min() ?? 0
        guard size > present else {
          return .refused("k is \(present) already; accepted: a larger number, up to 4e18")
        }
        return .success(stage.leap(to: size, in: &shell))
      },
      .seed(Self.self) { $0.reseed(to: $1, in: &$2) },
      .value(
        Self.self, "zoom", "3", help: "zoom in so many times ten", "power of ten to zoom by",
        accepted: "0 to 9",
        read: zoomExponent
      ) { stage, exponent, _ in
        stage.controls.zoom.exponent = exponent
        return []
      },
    ]
  }

  private static func zoomExponent(_ text: String) -> Int? {
    Int(text).flatMap { (0...Zoom.maximumExponent).contains($0) ? $0 : nil }
  }

  func commands(in shell: Shell) -> [TypedCommand] { Self.typedCommands + TypedCommand.common }
}

/// Reads a pace as it is typed.
public enum TypedPace {
  public static let accepted = "0.01 to 10 powers of ten a second, or 0.1/s to 1000/s"

  /// `2` powers of ten of k a second, or `30/s`, samples; `nil` for anything else.
  public static func read(_ text: String) -> Pace? {
    let isOfSteps = text.hasSuffix("/s")
    guard let rate = TypedNumber.decimal(isOfSteps ? String(text.dropLast(2)) : text) else {
      return nil
    }
    if isOfSteps { return (0.1...1000).contains(rate) ? .stepsPerSecond(rate) : nil }
    return (0.01...10).contains(rate) ? .decadesPerSecond(rate) : nil
  }
}
