/// How well what was typed fits a name, better ones first: the whole name, its beginning, the beginning
/// of one of its words, beginnings of words of its description, letters of the name in that order.
struct FuzzyRank: Comparable {
  private let kind: Int
  /// Within a kind: the less the better.
  private let rest: Int

  /// Whether the name, or a word of it, begins so.
  var isBeginning: Bool { kind <= 2 }

  /// - Parameters:
  ///   - query: in any case, with spaces or dashes.
  ///   - name: in kebab case.
  ///   - words: a description.
  /// - Returns: `nil` where it does not fit at all.
  init?(_ query: String, name: String, words: String) {
    let query = query.lowercased().split { " -".contains($0) }.joined(separator: "-")
    let parts = name.split(separator: "-")
    if query.isEmpty || name == query {
      (kind, rest) = (0, 0)
    } else if name.hasPrefix(query) {
      (kind, rest) = (1, name.count)
    } else if let place = parts.indices.first(where: {
      parts[$0...].joined(separator: "-").hasPrefix(query)
    }) {
      (kind, rest) = (2, place)
    } else if Self.begins(query, in: parts.map(String.init) + Self.words(words)) {
      (kind, rest) = (3, 0)
    } else if let span = Self.span(of: query, in: name) {
      // Of equal stretches that of the shorter name.
      (kind, rest) = (4, 1000 * span + name.count)
    } else {
      return nil
    }
  }

  static func < (left: FuzzyRank, right: FuzzyRank) -> Bool {
    (left.kind, left.rest) < (right.kind, right.rest)
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
  }

  /// Whether every part of a query begins one of the words.
  private static func begins(_ query: String, in words: [String]) -> Bool {
    query.split(separator: "-").allSatisfy { part in words.contains { $0.hasPrefix(part) } }
  }

  /// How many letters the shortest stretch of the name has that contains those of the query in order.
  private static func span(of query: String, in name: String) -> Int? {
    let (query, name) = (query.filter { $0 != "-" }, Array(name))
    return name.indices.compactMap { start -> Int? in
      var rest = query[...]
      guard name[start] == rest.first else { return nil }
      for index in name[start...].indices where name[index] == rest.first {
        rest.removeFirst()
        if rest.isEmpty { return index - start + 1 }
      }
      return nil
    }.min()
  }
}
