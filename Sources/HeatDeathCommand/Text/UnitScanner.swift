/// Cuts a text that arrives in pieces into units, each with the number of its name.
protocol UnitScanner {
  /// Scans a piece of the text.
  ///
  /// - Returns: how many bytes were used; the rest, at most 4, must come again at the start of the
  ///   next piece. Everything is used where `isLast` is set.
  /// - Throws: ``TextError`` at the first place that is no text or no unit of this kind.
  mutating func scan<Sink: UnitSink>(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into sink: inout Sink
  ) throws(TextError) -> Int

  /// The name of a unit's number handed to a sink before. Names that are canonically equivalent have
  /// one number.
  func name(of number: Int) -> String

  /// What memory is spent on: how many different units there were, and the bytes of their names.
  var extent: (count: Int, byteCount: Int) { get }
}

/// Takes the units of a text, in order, and what lies between them.
protocol UnitSink {
  /// Adds a unit, or below ``LeftOut/firstUnit`` what is none.
  mutating func add(_ number: Int)

  /// Adds for each byte, in order, the number that `numbers` gives it.
  ///
  /// - Precondition: every byte is below the number of `numbers`.
  mutating func add(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, numbers: [UInt8])

  /// The count of each number; that of ``LeftOut/nothing`` has no meaning.
  var counts: [Int64] { get }

  /// Whether nothing that may come would count any more.
  var isFull: Bool { get }
}
