import HeatDeath

/// What keys set of runs without asking what they are: the run on the screen has its own, and so
/// has a comparison, so that neither changes the other's.
struct RunControls: Hashable, Sendable {
  var pace: Pace = .standard
  var isRunning = true
  var seed: UInt64
  var zoom: Zoom = .none
}
