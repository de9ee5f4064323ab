/// Something told in lines to those who see no screen: when it comes up, and when it becomes another.
struct Remark: Hashable, Sendable {
  /// What it is about. Of a layer's remarks about one subject the last one told counts.
  let subject: String
  /// What is said; nothing where only the change away from it is to be told.
  let text: String
  /// What it is told anew for: the text, but where numbers in it pass by.
  let identity: String
  /// Whether all of it is known; else it waits a little.
  var isComplete = true
  /// Whether it is being typed: it is told when the hand rests.
  var isTyped = false
  /// Whether it goes without saying at first.
  var isUnsaidAtFirst = false

  /// - Parameter identity: the text unless told.
  init(
    _ subject: String, _ text: String, identity: String? = nil, isComplete: Bool = true,
    isTyped: Bool = false, isUnsaidAtFirst: Bool = false
  ) {
    self.subject = subject
    self.text = text
    self.identity = identity ?? text
    self.isComplete = isComplete
    self.isTyped = isTyped
    self.isUnsaidAtFirst = isUnsaidAtFirst
  }
}

/// What a key has asked to be read out as a whole.
struct Recital: Sendable {
  enum Kind: Sendable {
    /// How everything stands.
    case summary
    /// What the keys do.
    case help
    /// The keys that count now, in few words.
    case keysThatCount
  }

  let kind: Kind
  /// Which one it is: the same may be asked for again.
  let number: Int
}
