/// Lines of CSV or JSON while they are written.
package struct RecordBuilder {
  package private(set) var bytes: [UInt8] = []
  private let format: RecordFormat
  private var needsComma = false

  package init(format: RecordFormat) {
    self.format = format
  }

  /// Hands over the lines written so far.
  package mutating func takeBytes() -> [UInt8] {
    let result = bytes
    bytes = []
    bytes.reserveCapacity(result.count)
    return result
  }

  /// Appends whole lines written apart.
  package mutating func append(_ other: RecordBuilder) { bytes.append(contentsOf: other.bytes) }

  mutating func begin() {
    needsComma = false
    if format == .jsonl { bytes.append(UInt8(ascii: "{")) }
  }

  mutating func end() {
    if format == .jsonl { bytes.append(UInt8(ascii: "}")) }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// One value: a column, or a member of the object.
  mutating func field(_ name: StaticString, _ write: (inout RecordBuilder) -> Void) {
    separate()
    key(name)
    write(&self)
  }

  /// Several values: as many columns, or an array.
  mutating func array<Element>(
    _ name: StaticString, _ elements: [Element], _ write: (inout RecordBuilder, Element) -> Void
  ) {
    if format == .jsonl {
      separate()
      key(name)
      bytes.append(UInt8(ascii: "["))
      needsComma = false
    }
    for element in elements {
      separate()
      write(&self, element)
    }
    if format == .jsonl { bytes.append(UInt8(ascii: "]")) }
    needsComma = true
  }

  /// An integer in decimal.
  mutating func integer(_ value: some FixedWidthInteger) {
    // Twenty digits hold every 64-bit integer.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var magnitude = UInt64(value.magnitude)
      var start = 20
      repeat {
        start -= 1
        digits[start] = UInt8(ascii: "0") + UInt8(magnitude % 10)
        magnitude /= 10
      } while magnitude > 0
      if value < 0 { bytes.append(UInt8(ascii: "-")) }
      bytes.append(contentsOf: digits[start...])
    }
  }

  /// A real number that reads back as the same double; `nil` is written as nothing or null.
  ///
  /// JSON has neither infinity nor NaN: there they are null.
  mutating func number(_ value: Double?) {
    if let value, value.isFinite || format == .csv {
      bytes.append(contentsOf: value.description.utf8)
    } else if format == .jsonl {
      bytes.append(contentsOf: "null".utf8)
    }
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func key(_ name: StaticString) {
    guard format == .jsonl else { return }
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }
}

/// How records are written.
package enum RecordFormat: String, Hashable, Sendable, CaseIterable {
  /// Comma-separated values with a header.
  case csv
  /// JSON Lines: one object a line.
  case jsonl
}

/// Records on their way from the thread that made them to the output.
package struct RecordChunk: Sendable {
  /// Whole lines.
  package var bytes: [UInt8]
  /// How many of the bytes come before the end of the last run or cell that ends in them.
  package var finishedByteCount: Int
  /// How many runs or cells end in them.
  package var finishedCount: Int

  package init(bytes: [UInt8], finishedByteCount: Int, finishedCount: Int) {
    self.bytes = bytes
    self.finishedByteCount = finishedByteCount
    self.finishedCount = finishedCount
  }
}
