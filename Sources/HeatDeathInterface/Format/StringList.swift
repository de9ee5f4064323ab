extension [String] {
  /// `a, b or c`.
  public var listed: String { listed(by: "or") }

  /// `a, b and c`.
  func listed(by word: String) -> String {
    count < 2 ? joined() : "\(dropLast().joined(separator: ", ")) \(word) \(self[count - 1])"
  }
}
