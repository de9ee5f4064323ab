/// Cuts a text that arrives in pieces into units, each with the number of its category.
///
/// Two numbers may stand for one name (canonically equivalent spellings); whoever uses the names
/// puts them together.
protocol UnitScanner {
  /// Scans a piece of the text.
  ///
  /// - Returns: how many bytes were used; the rest, at most 4, must come again at the start of the
  ///   next piece. Everything is used where `isLast` is set.
  /// - Throws: ``TextError`` at the first NUL byte or ill-formed sequence.
  mutating func scan<Sink: UnitSink>(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into sink: inout Sink
  ) throws(TextError) -> Int

  /// The name of a number handed to a sink before. Numbers start at 1.
  func name(of number: Int) -> String
}

/// Takes the units of a text, in order.
protocol UnitSink {
  mutating func add(_ number: Int)

  /// Adds one unit for each byte, in order: the one that `numbers` gives it, none for 0.
  ///
  /// - Precondition: every byte is below the number of `numbers`.
  mutating func add(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, numbers: [UInt8])
}

extension UnitSink {
  mutating func add(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, numbers: [UInt8]) {
    for byte in bytes {
      let number = numbers[Int(byte)]
      if number > 0 { add(Int(number)) }
    }
  }
}
