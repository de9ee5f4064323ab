/// What stands between groups of three digits in a number such as `1,234` or `1'234'567`.
///
/// Such a number is not read: in half of the world `1,234` is one and a bit.
struct ThousandsSeparator: Hashable, Sendable {
  /// The number as it is accepted: `1_234`.
  let accepted: String

  /// - Returns: `nil` where the text is no number in groups of three. One point alone counts as a
  ///   decimal point.
  init?(in text: some StringProtocol) {
    let separators: Set<Character> = [",", ".", " ", "'", "’", "\u{A0}", "\u{2009}", "\u{202F}"]
    guard let separator = text.first(where: separators.contains) else { return nil }
    let groups = text.split(separator: separator, omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count), groups.count > 1,
      separator != "." || groups.count > 2,
      groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.joined().utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      first.first != "0"
    else { return nil }
    accepted = groups.joined(separator: "_")
  }
}
