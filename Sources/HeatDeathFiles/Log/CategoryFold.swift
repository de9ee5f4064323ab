/// Makes few categories of many: those that are kept stay as they are, all others count as one.
struct CategoryFold {
  /// The most categories there are afterwards.
  let most: Int
  /// Which are kept, in their order; `nil` for the first ones.
  private var kept: [Int]?
  private var isSettled = false
  private var hasFolded = false
  private var note: String?

  init(most: Int) { self.most = most }

  /// Of very many only the largest are worth a row each.
  private var share: Int { max(2, most / 16) }

  /// What there is to say, once.
  mutating func takeNote() -> String? { note.take() }

  /// - Complexity: O(n), O(n log n) of the first row.
  mutating func folded(_ amounts: [Int64]) -> [Int64] {
    if !isSettled {
      isSettled = true
      if amounts.count > most {
        let order = amounts.indices.sorted {
          amounts[$0] != amounts[$1] ? amounts[$0] > amounts[$1] : $0 < $1
        }
        kept = order.prefix(share).sorted()
        say("\(amounts.count) categories: the \(share) largest of the first row are shown")
      }
    }
    guard let kept else {
      guard amounts.count > most else { return amounts }
      say("more than \(most) categories")
      return amounts.prefix(most - 1) + [amounts.dropFirst(most - 1).reduce(0, +)]
    }
    let own = kept.map { $0 < amounts.count ? amounts[$0] : 0 }
    return own + [amounts.reduce(0, +) - own.reduce(0, +)]
  }

  private mutating func say(_ text: String) {
    guard !hasFolded else { return }
    hasFolded = true
    note = "\(text), further ones as \"\(LogCategories.other)\""
  }

  func labels(of labels: [String]) -> [String] {
    if let kept { return kept.map { labels[$0] } + [LogCategories.other] }
    guard labels.count > most else { return labels }
    return labels.prefix(most - 1) + [LogCategories.other]
  }
}
