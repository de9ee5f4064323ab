/// What a card makes of the screen.
public struct LessonScene: Hashable, Sendable {
  /// What the run starts from; `nil` where the present run goes on.
  public var scenario: Scenario?
  public var view: View
  public var motion: Motion?
  public var layer: Layer?
  /// The magnification is 10 to this power.
  public var zoom: Int?
  /// The size that the run flies to.
  public var target: Int64?

  /// What fills the screen.
  public enum View: String, CaseIterable, Sendable {
    case explore
    /// The run, paused, with the chances of its next sample.
    case sample
    case compare
    /// A comparison of T = 0.99, 1 and 1.01.
    case edge
    case crowd, map
  }

  /// What lies below the path, by the names of the screen.
  public enum Layer: String, CaseIterable, Sendable {
    case unevenness = "V"
    case flow, sets, law
  }

  public enum Motion: Hashable, Sendable {
    case paused
    case pace(Pace)
  }

  /// How far a picture is magnified at most.
  public static let largestZoom = 9

  public init(
    scenario: Scenario? = nil, view: View = .explore, motion: Motion? = nil, layer: Layer? = nil,
    zoom: Int? = nil, target: Int64? = nil
  ) {
    self.scenario = scenario
    self.view = view
    self.motion = motion
    self.layer = layer
    self.zoom = zoom
    self.target = target
  }
}
