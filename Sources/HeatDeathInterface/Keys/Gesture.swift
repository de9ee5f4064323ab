/// Keys or turns of the wheel of one kind that follow each other closely, with nothing in between:
/// what one undo takes back. A held key is one.
struct Gesture: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case temperature, categories, reseed, restart, save
  }

  /// Whether an input before this one belongs to it.
  let isContinued: Bool

  /// Whether the inputs come as those of a key that is held down.
  var isHeld: Bool { repeats >= Self.repeatsOfHeld }

  /// Seconds between two inputs of one gesture, at most.
  static let longestPause = 1.0
  /// Seconds between two repeats of a held key, at most: consoles repeat eleven times a second, and
  /// few fingers type as fast.
  static let longestRepeat = 0.12
  static let repeatsOfHeld = 3

  private let kind: Kind
  private let direction: Int
  private let time: Double
  private let input: Int
  private let repeats: Int

  /// - Parameters:
  ///   - direction: which of two opposite ways; turning round ends what a held key has gathered.
  ///   - time: seconds.
  ///   - input: the number of the input.
  init(_ kind: Kind, direction: Int, time: Double, input: Int, after last: Gesture?) {
    self.kind = kind
    self.direction = direction
    self.time = time
    self.input = input
    guard let last, last.kind == kind, last.input == input - 1,
      time - last.time <= Self.longestPause
    else {
      (isContinued, repeats) = (false, 0)
      return
    }
    isContinued = true
    let pause = time - last.time
    if last.direction != direction || pause > Self.longestRepeat {
      repeats = 0
    } else {
      // Keys that were read together tell nothing of their distance.
      repeats = last.repeats + (pause > 0 ? 1 : 0)
    }
  }
}
