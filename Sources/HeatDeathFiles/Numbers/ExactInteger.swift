/// Integers as people write them, `1e15`, `1_000_000`, `2.5e3`, checked exactly: a number with a
/// fractional part or outside the range is an error, never rounded or clamped.
package enum ExactInteger {
  /// The integer that `text` writes.
  ///
  /// - Throws: ``NumberError`` with the text and what is wrong about it.
  /// - Complexity: O(length of the text), however large the exponent.
  static func parse<Value: FixedWidthInteger & Sendable>(
    _ text: some StringProtocol, in range: ClosedRange<Value>
  ) throws(NumberError) -> Value {
    let accepted =
      "integers from \(abbreviated(range.lowerBound)) to \(abbreviated(range.upperBound))"
    guard !text.isEmpty else { throw NumberError(text, .empty, accepted: accepted) }
    guard let syntax = NumberSyntax(text) else {
      throw NumberError(notANumber: text, accepted: accepted)
    }
    if syntax.digits.isEmpty {
      guard range.contains(0) else { throw NumberError(text, .tooSmall, accepted: accepted) }
      return 0
    }
    guard syntax.pointPosition >= syntax.digits.count else {
      throw NumberError(text, .fractional, accepted: accepted)
    }
    if syntax.isNegative && range.lowerBound >= 0 {
      throw NumberError(text, .negative, accepted: accepted)
    }
    let beyond = NumberError(text, syntax.isNegative ? .tooSmall : .tooLarge, accepted: accepted)
    // No integer of the type has as many digits as bits.
    guard syntax.pointPosition <= Value.bitWidth else { throw beyond }
    var value: Value = 0
    for index in 0..<syntax.pointPosition {
      let digit = Value(index < syntax.digits.count ? syntax.digits[index] : 0)
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) =
        syntax.isNegative
        ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      guard !overflow, !carry else { throw beyond }
      value = sum
    }
    guard value <= range.upperBound else {
      throw NumberError(text, .tooLarge, accepted: accepted)
    }
    guard value >= range.lowerBound else {
      throw NumberError(text, .tooSmall, accepted: accepted)
    }
    return value
  }

  /// The integer with six or more trailing zeros written as an exponent: `4e18`, `1000`.
  package static func abbreviated(_ value: some FixedWidthInteger) -> String {
    var mantissa = value
    var exponent = 0
    while mantissa != 0, mantissa.isMultiple(of: 10) {
      mantissa /= 10
      exponent += 1
    }
    return exponent >= 6 ? "\(mantissa)e\(exponent)" : "\(value)"
  }
}
