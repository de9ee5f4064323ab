import HeatDeath

/// Turns the values of options into what they mean.
///
/// ArgumentParser puts the option's name and value before the message of an error thrown here.
enum OptionValues {
  /// A number that is wrong, as the rest of "The value '…' is invalid for '--…': ".
  struct Failure: Error, Hashable, CustomStringConvertible {
    let description: String
  }

  static func integer<Value: FixedWidthInteger & Sendable>(
    in range: ClosedRange<Value>
  ) -> @Sendable (String) throws -> Value {
    { text in
      do throws(NumberError) {
        return try ExactInteger.parse(text, in: range)
      } catch {
        throw Failure(description: "it \(error.predicate)")
      }
    }
  }

  static func temperature(_ text: String) throws -> Temperature {
    do {
      return try DecimalNumber.temperature(text)
    } catch {
      throw Failure(description: "it \(error.predicate)")
    }
  }

  static func fraction(_ text: String) throws -> Double {
    do {
      return try DecimalNumber.fraction(text)
    } catch {
      throw Failure(description: "it \(error.predicate)")
    }
  }

  /// Counts `5,3,2` that make a dataset.
  static func counts(_ text: String) throws -> Dataset {
    var counts: [Int64] = []
    for (index, item) in items(of: text).enumerated() {
      do {
        counts.append(try ExactInteger.parse(item, in: 0...Dataset.maximumSize))
      } catch {
        throw Failure(description: itemDescription("count", index, error))
      }
    }
    return try Dataset(counts: counts)
  }

  /// Names `a,b,c`; one that holds a comma stands in double quotes.
  static func labels(_ text: String) throws -> [String] {
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

  /// The law of external data: `initial`, `uniform`, or non-negative numbers in proportion to the
  /// probabilities.
  static func externalLaw(_ text: String) throws -> ExternalLaw {
    switch text {
    case "initial": return .initial
    case "uniform": return .uniform
    default: break
    }
    let accepted = "numbers from 0"
    var weights: [Double] = []
    for (index, item) in items(of: text).enumerated() {
      do {
        let value = try DecimalNumber.parse(item, accepted: accepted)
        guard value >= 0 else { throw NumberError(item, .negative, accepted: accepted) }
        weights.append(value)
      } catch let error as NumberError {
        if weights.isEmpty, error.problem == .notANumber, !text.contains(",") {
          throw Failure(
            description: "accepted: initial, uniform, or one number for each category")
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
    return .point(SimplexPoint(weights: weights))
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
