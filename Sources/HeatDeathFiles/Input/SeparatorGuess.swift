/// What separates the fields of a table, decided by its first records.
struct SeparatorGuess {
  /// How many records are looked at.
  static let recordCount = 200

  let separator: FieldSeparator
  /// Whether every line is a count, a blank and more, and one is indented, as `uniq -c` prints.
  let isTally: Bool

  init(_ scalars: [Unicode.Scalar]) {
    isTally = Self.isTally(scalars)
    guard !isTally else {
      separator = .blanks
      return
    }
    var best = FieldSeparator.comma
    var bestScore = Score(scalars, .comma)
    for candidate in FieldSeparator.allCases where candidate != .comma {
      let score = Score(scalars, candidate)
      // Between blanks a number in thousands, such as 1,234, looks like a label and a count.
      let isBetter =
        candidate == .blanks && best == .comma
        ? score.numbers > bestScore.numbers
          || score.numbers == bestScore.numbers && score.rows > bestScore.rows
          || score.numbers == bestScore.numbers && score.thousands == score.numbers
            && score.thousands > 0
        : score.isBetter(than: bestScore, orAsGood: candidate == .tab || candidate == .semicolon)
      if isBetter {
        best = candidate
        bestScore = score
      }
    }
    separator = best
  }

  /// How well a separator fits.
  private struct Score {
    /// Records with a number among two or more fields, and those with two or more fields at all.
    var numbers = 0
    var rows = 0
    /// Records that end in a number in thousands.
    var thousands = 0

    init(_ scalars: [Unicode.Scalar], _ separator: FieldSeparator) {
      var reader = CSVReader(scalars, separator: separator, skipsComments: true)
      for _ in 0..<SeparatorGuess.recordCount {
        guard let record = try? reader.next() else { return }
        guard record.fields.count > 1 else { continue }
        rows += 1
        let last = record.fields[record.fields.count - 1].value
        let hasNumber =
          separator == .blanks
          ? CellNumber.isMeant(record.fields[0].value) || CellNumber.isMeant(last)
          : record.fields.contains { CellNumber.isMeant($0.value) }
        if hasNumber { numbers += 1 }
        if ThousandsSeparator(in: last) != nil { thousands += 1 }
      }
    }

    func isBetter(than other: Score, orAsGood: Bool) -> Bool {
      if numbers != other.numbers { return numbers > other.numbers }
      if rows != other.rows { return rows > other.rows }
      return orAsGood && numbers > 0
    }
  }

  private static func isTally(_ scalars: [Unicode.Scalar]) -> Bool {
    var index = 0
    var lineCount = 0
    var hasIndent = false
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
    while index < scalars.count, lineCount < recordCount {
      let start = index
      while index < scalars.count, isBlank(scalars[index]) { index += 1 }
      let digits = index
      while index < scalars.count, ("0"..."9").contains(scalars[index]) { index += 1 }
      let end = index
      while index < scalars.count, isBlank(scalars[index]) { index += 1 }
      let isLineOver = index == scalars.count || scalars[index] == "\n" || scalars[index] == "\r"
      if !(isLineOver && digits == end) {
        guard end > digits, index > end, !isLineOver else { return false }
        hasIndent = hasIndent || digits > start
        lineCount += 1
      }
      while index < scalars.count, scalars[index] != "\n", scalars[index] != "\r" { index += 1 }
      index += 1
    }
    return hasIndent && lineCount > 0
  }
}

/// What stands between the fields of a table.
enum FieldSeparator: Hashable, Sendable, CaseIterable {
  // In the order in which they are preferred where several fit a table equally well: a comma is
  // also a decimal sign and stands in texts, blanks stand in labels.
  case tab
  case semicolon
  case comma
  /// A run of spaces and tabs.
  case blanks

  /// What notes and errors call it.
  var name: String {
    switch self {
    case .tab: "tabs"
    case .semicolon: "semicolons"
    case .comma: "commas"
    case .blanks: "blanks"
    }
  }

  /// Whether a field ends at this character.
  func ends(at scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .tab: scalar == "\t"
    case .semicolon: scalar == ";"
    case .comma: scalar == ","
    case .blanks: scalar == " " || scalar == "\t"
    }
  }

  /// Whether blanks around a field do not belong to it.
  func skips(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" && self != .tab
  }
}
