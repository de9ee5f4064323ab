/// A number of a log, with what of it decides whether it is a count or a share.
struct LogNumber: Hashable, Sendable {
  let value: Double
  /// The number, where it is a whole one that 64 bits hold.
  let integer: Int64?

  init(_ integer: Int64) {
    value = Double(integer)
    self.integer = integer
  }

  private init(_ value: Double) {
    self.value = value
    integer = Int64(exactly: value)
  }

  /// Reads a field. Plain digits take a path of their own; everything else goes where tables have their
  /// numbers read.
  ///
  /// - Throws: ``NumberError``, also where the number is missing or negative.
  /// - Complexity: O(length).
  static func read(_ field: ArraySlice<UInt8>) throws(NumberError) -> LogNumber {
    if let plain = plain(field) { return plain }
    let text = String(decoding: field, as: UTF8.self)
    if let exact: Int64 = try? ExactInteger.parse(text, in: 0...(.max)) { return LogNumber(exact) }
    return LogNumber(try CellNumber.weight(text))
  }

  /// Up to 15 digits with a point among them: the quotient of two exact doubles is the nearest one.
  private static func plain(_ field: ArraySlice<UInt8>) -> LogNumber? {
    guard (1...17).contains(field.count) else { return nil }
    var digits: Int64 = 0
    var scale = 1.0
    var hasPoint = false
    var digitCount = 0
    for byte in field {
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
        continue
      }
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      digits = digits * 10 + Int64(byte - UInt8(ascii: "0"))
      digitCount += 1
      if hasPoint { scale *= 10 }
    }
    guard (1...15).contains(digitCount), field.first != UInt8(ascii: ".") else { return nil }
    guard hasPoint else { return LogNumber(digits) }
    guard field.last != UInt8(ascii: ".") else { return nil }
    return LogNumber(Double(digits) / scale)
  }
}
