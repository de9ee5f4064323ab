extension [String] {
  /// `a, b or c`.
  public var listed: String {
    count < 2 ? joined() : "\(dropLast().joined(separator: ", ")) or \(self[count - 1])"
  }
}
