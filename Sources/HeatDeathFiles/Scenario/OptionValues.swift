import HeatDeath

/// Turns the values of options, and of keys in files, into what they mean.
///
/// Whoever reads them puts the option's name and value before the message of an error thrown here.
package enum OptionValues {
  /// A number that is wrong, as the rest of "The value '…' is invalid for '--…': ".
  package struct Failure: Error, Hashable, CustomStringConvertible {
    package let description: String
  }

  package static func integer<Value: FixedWidthInteger & Sendable>(
    in range: ClosedRange<Value>
  ) -> @Sendable (String) throws -> Value {
    { text in try number { () throws(NumberError) in try ExactInteger.parse(text, in: range) } }
  }

  /// How many categories may be asked for by number.
  static func categoryCount(_ text: String) throws -> Int {
    try integer(in: 1...10_000_000)(text)
  }

  static func temperature(_ text: String) throws -> Temperature {
    try number { () throws(NumberError) in try DecimalNumber.temperature(text) }
  }

  static func fraction(_ text: String) throws -> Double {
    try number { () throws(NumberError) in try DecimalNumber.fraction(text) }
  }

  /// Temperatures, as ``NumberList`` has them.
  package static func temperatures(_ text: String) throws -> [Temperature] {
    try NumberList.parse(text) { item throws(NumberError) in
      try DecimalNumber.temperature(item).value
    }.map { try Temperature($0) }
  }

  /// Fractions in [0, 1], as ``NumberList`` has them.
  package static func fractions(_ text: String) throws -> [Double] {
    try NumberList.parse(text) { item throws(NumberError) in
      // −0 is 0.
      try DecimalNumber.fraction(item) + 0
    }
  }

  /// One of several shards, `2/16`.
  package static func shard(_ text: String) throws -> Shard {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw Failure(description: "accepted: I/N, shard I of N, from 1/N to N/N")
    }
    do {
      let count: Int = try ExactInteger.parse(parts[1], in: 1...1_000_000)
      return Shard(try ExactInteger.parse(parts[0], in: 1...count) - 1, of: count)
    } catch {
      throw Failure(description: "\(error)")
    }
  }

  /// Names of columns with commas between them.
  package static func columns<Column: RawRepresentable<String> & CaseIterable & Hashable>(
    _ text: String
  ) throws -> Set<Column> {
    Set(
      try items(of: text).map { item in
        guard let column = Column(rawValue: String(item)) else {
          throw Failure(
            description: "\(quoted(item)) is no column; accepted: "
              + Column.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return column
      })
  }

  /// The size of a screen in cells, `120x40`, up to ``largestScreen``.
  package static func screenSize(_ text: String) throws -> (width: Int, height: Int) {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false)
    let (columns, rows) = largestScreen
    guard parts.count == 2,
      let width: Int = try? ExactInteger.parse(parts[0], in: 1...columns),
      let height: Int = try? ExactInteger.parse(parts[1], in: 1...rows)
    else {
      throw Failure(
        description: "accepted: COLUMNSxROWS, as in 120x40, from 1x1 to \(columns)x\(rows)")
    }
    return (width, height)
  }

  /// No window of a terminal is larger.
  package static let largestScreen = (columns: 1000, rows: 500)

  /// Seconds from 1 to an hour.
  package static func seconds(_ text: String) throws -> Double {
    let accepted = "a number from 1 to 3600"
    return try number { () throws(NumberError) in
      let value = try DecimalNumber.parse(text, accepted: accepted)
      guard value >= 1 else { throw NumberError(text[...], .tooSmall, accepted: accepted) }
      guard value <= 3600 else { throw NumberError(text[...], .tooLarge, accepted: accepted) }
      return value
    }
  }

  private static func number<Value>(_ read: () throws(NumberError) -> Value) throws -> Value {
    do { return try read() } catch { throw Failure(description: "it \(error.predicate)") }
  }

  /// Counts `5,3,2` that make a dataset.
  static func counts(_ text: String) throws -> Dataset {
    var counts: [Int64] = []
    let items = items(of: text)
    for (index, item) in items.enumerated() {
      // Nobody writes a count as 000, but 1,000 has one.
      if index > 0, item.first == "0",
        let whole = ThousandsSeparator(in: "\(items[index - 1]),\(item)")
      {
        throw Failure(
          description: "count \(index + 1), \(quoted(item)), looks like the end of "
            + "\(items[index - 1]),\(item); accepted: \(whole.accepted)")
      }
      do {
        counts.append(try ExactInteger.parse(item, in: 0...Dataset.maximumSize))
      } catch {
        throw Failure(description: itemDescription("count", index, error))
      }
    }
    do {
      return try Dataset(counts: counts)
    } catch {
      throw Failure(
        description:
          "\(error); accepted: integers from 0 with a sum from 1 to \(Dataset.maximumSize)")
    }
  }

  /// Names `a,b,c`; one that holds a comma stands in double quotes.
  package static func labels(_ text: String) throws -> [String] {
    var reader = CSVReader(text)
    let record: CSVRecord?
    do {
      record = try reader.next()
      guard let record, try reader.next() == nil else {
        throw Failure(description: "accepted: names with commas between them")
      }
      let labels = record.fields.map(\.value)
      for (index, label) in labels.enumerated() where CategoryLabel.hasControlCharacter(label) {
        throw Failure(
          description: "label \(index + 1), \(quoted(label)), holds a control character; "
            + "accepted: printable names")
      }
      return labels
    } catch let error as CSVError {
      throw Failure(description: error.message)
    }
  }

  /// The law of external data: `initial`, `uniform`, `category:N` (counted from 1), `counts:C1,C2,…`, or non-negative
  /// numbers in proportion to the probabilities.
  package static func externalLaw(_ text: String) throws -> ExternalLaw {
    switch text {
    case "initial": return .initial
    case "uniform": return .uniform
    default: break
    }
    if text.hasPrefix("category:") {
      let number = try integer(in: 1...10_000_000)(String(text.dropFirst(9)))
      return .category(number - 1)
    }
    if text.hasPrefix("counts:") {
      return .point(try counts(String(text.dropFirst(7))).empiricalLaw)
    }
    let accepted = "numbers from 0"
    var weights: [Double] = []
    for (index, item) in items(of: text).enumerated() {
      do {
        let value = try DecimalNumber.parse(item, accepted: accepted)
        guard value >= 0 else { throw NumberError(item, .negative, accepted: accepted) }
        weights.append(value)
      } catch let error as NumberError {
        if weights.isEmpty, error.problem == .notANumber, !text.utf8.contains(UInt8(ascii: ",")) {
          throw Failure(
            description:
              "accepted: initial, uniform, category:N, counts:c1,c2,…, or one number for "
              + "each category")
        }
        throw Failure(description: itemDescription("number", index, error))
      }
    }
    let sum = weights.reduce(0, +)
    guard sum > 0 else {
      throw Failure(description: "every number is 0; accepted: at least one positive number")
    }
    guard sum.isFinite else {
      throw Failure(description: "the sum is too large; accepted: probabilities, or weights")
    }
    // Probabilities stay as they are, so that those written read back to the last bit.
    return .point(SimplexPoint(probabilities: weights) ?? SimplexPoint(weights: weights))
  }

  /// A data policy such as `window:1000`.
  static func policy(_ text: String) throws -> DataPolicy {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let accepted =
      "accumulate, replace, window:W with W from 1 to "
      + "\(ExactInteger.abbreviated(DataPolicy.largestWindow)), subsample:M with M from 1 to "
      + ExactInteger.abbreviated(DataPolicy.largestSubsample)
    func size(_ largest: Int64) throws -> Int64 {
      do {
        return try ExactInteger.parse(parts[1], in: 1...largest)
      } catch {
        throw Failure(description: "\(quoted(parts[1])) \(error.predicate); accepted: \(accepted)")
      }
    }
    switch (parts.first, parts.count) {
    case ("accumulate", 1): return .accumulate
    case ("replace", 1): return .replace
    case ("window", 2): return .window(try size(DataPolicy.largestWindow))
    case ("subsample", 2): return .subsample(try size(DataPolicy.largestSubsample))
    default: throw Failure(description: "accepted: \(accepted)")
    }
  }

  /// A batch `N` or a range of batches `A..B`.
  static func batch(_ text: String) throws -> BatchSize {
    let parts = text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
    do {
      let sizes = try parts.map { try ExactInteger.parse($0, in: 1...BatchSize.largest) }
      return try BatchSize(from: sizes[0], to: sizes[sizes.count - 1])
    } catch let error as NumberError {
      throw Failure(description: "\(quoted(error.found)) \(error.predicate); accepted: N or A..B")
    } catch {
      throw Failure(description: "\(error); accepted: N or A..B with A ≤ B")
    }
  }

  /// One of a few words.
  static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: String
  ) throws -> Choice {
    guard let choice = Choice(rawValue: text) else {
      throw Failure(
        description: "accepted: "
          + Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return choice
  }

  /// Text that stands for itself.
  static func word(_ text: String) -> String { text }

  /// A truth value; `false` is as good as nothing.
  static func flag(_ text: String) throws -> Bool? {
    guard let value = Bool(text) else { throw Failure(description: "accepted: true or false") }
    return value ? true : nil
  }

  /// A column's name or number.
  static func column(_ text: String) throws -> ColumnName {
    guard !text.isEmpty else {
      throw Failure(description: "accepted: a column's name or number")
    }
    return ColumnName(text: text)
  }

  /// The law as the option takes it.
  static func text(of law: ExternalLaw) -> String {
    switch law {
    case .initial: "initial"
    case .uniform: "uniform"
    case .category(let category): "category:\(category + 1)"
    case .point(let point) where point.isEmpiricalLaw(of: point.shares):
      "counts:" + point.shares.map { "\($0)" }.joined(separator: ",")
    case .point(let point): point.coordinates.map { "\($0)" }.joined(separator: ",")
    }
  }

  /// The items between commas, without the spaces around them.
  static func items(of text: String) -> [Substring] {
    text.split(separator: ",", omittingEmptySubsequences: false).map { item in
      item.drop { $0 == " " }.trimmingSuffix { $0 == " " }
    }
  }

  private static func itemDescription(_ noun: String, _ index: Int, _ error: NumberError) -> String
  {
    error.problem == .empty
      ? "\(noun) \(index + 1) \(error.predicate)"
      : "\(noun) \(index + 1), \(quoted(error.found)), \(error.predicate)"
  }
}

extension Substring {
  /// The text without the characters at its end that satisfy the predicate.
  func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, predicate(last) { rest.removeLast() }
    return rest
  }
}
