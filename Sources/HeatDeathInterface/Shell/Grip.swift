/// Where the main button went down, what stands there, and whether the pointer has moved since.
struct Grip: Sendable {
  var x: Int
  var y: Int
  var target: ScreenTarget
  var hasMoved = false
}
