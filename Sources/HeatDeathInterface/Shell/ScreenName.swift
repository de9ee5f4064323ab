import HeatDeath
import TerminalDrawing

/// What can fill the screen, by name.
public enum ScreenName: String, CaseIterable, Sendable {
  /// The run.
  case explore
  case compare
  case crowd
  case map

  /// The row of the key that opens it; `nil` for the run, which is open.
  var opening: Binding? {
    switch self {
    case .explore: nil
    case .compare: ComparisonStage.opening
    case .crowd: CrowdStage.opening
    case .map: MapStage.opening
    }
  }
}

/// Why a stage does not open, as the screen says it.
public struct ScreenRefusal: Error, Hashable, CustomStringConvertible {
  public let description: String
}

extension Shell {
  /// Opens a stage as its key does.
  ///
  /// - Throws: ``ScreenRefusal`` with what the screen answers to the key, where that opens nothing.
  public mutating func open(_ screen: ScreenName) throws(ScreenRefusal) -> [Effect] {
    guard let key = screen.opening.map(keymap.applied)?.actions.first?.key else { return [] }
    let effects = receive(.key(key))
    guard stages.count > 1 else { throw ScreenRefusal(description: line(format)) }
    return effects
  }

  /// Stops what moves by itself, as the key of the pause does.
  public mutating func pause() -> [Effect] {
    let pause = stage.bindings(in: self).flatMap(\.actions).first { $0.name == "pause" }
    return isMoving ? pause.map { receive(.key($0.key)) } ?? [] : []
  }
}
