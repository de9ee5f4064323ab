/// Cuts a text that arrives in pieces into units, each with the number of its name.
protocol UnitScanner {
  /// Takes as much as it can without decoding: bytes of ASCII.
  ///
  /// - Returns: the place of the first byte that it leaves, which is decoded if there is one.
  /// - Throws: ``TextError`` at the first place that is no text or no unit of this kind.
  mutating func takeASCII<Sink: UnitSink>(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into sink: inout Sink
  ) throws(TextError) -> Int

  /// Takes a scalar, which stands in this place of the piece.
  mutating func take<Sink: UnitSink>(
    _ value: UInt32, _ bytes: Slice<UnsafeBufferPointer<UInt8>>, into sink: inout Sink
  ) throws(TextError)

  /// Places count from the end of this piece on, of which so many bytes were used.
  mutating func endPiece(after count: Int)

  /// Takes the end of the text.
  mutating func endText<Sink: UnitSink>(into sink: inout Sink)

  /// The name of a unit's number handed to a sink before. Names that are canonically equivalent have
  /// one number.
  func name(of number: Int) -> String

  /// What memory is spent on: how many different units there were, and the bytes of their names.
  var extent: (count: Int, byteCount: Int) { get }
}

extension UnitScanner {
  mutating func endPiece(after count: Int) {}

  /// Scans a piece of the text.
  ///
  /// - Returns: how many bytes were used; the rest, at most 4, must come again at the start of the
  ///   next piece. Everything is used where `isLast` is set.
  /// - Throws: ``TextError`` at the first place that is no text or no unit of this kind.
  mutating func scan<Sink: UnitSink>(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into sink: inout Sink
  ) throws(TextError) -> Int {
    var index = 0
    scanning: while index < bytes.count {
      index = try takeASCII(bytes, from: index, into: &sink)
      guard index < bytes.count else { break }
      switch UTF8Sequence(at: index, in: bytes) {
      case .scalar(let value, let length):
        try take(value, bytes[index..<(index + length)], into: &sink)
        index += length
      case .incomplete:
        guard !isLast else { throw .invalidUTF8(offset: index, length: bytes.count - index) }
        break scanning
      case .invalid(let length): throw .invalidUTF8(offset: index, length: length)
      }
    }
    if isLast { endText(into: &sink) }
    endPiece(after: index)
    return index
  }
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

/// Counts every unit of a text.
struct UnitTally: UnitSink {
  private(set) var counts = [Int64](repeating: 0, count: 1 << 8)

  var isFull: Bool { false }

  @inline(__always)
  mutating func add(_ number: Int) {
    if number >= counts.count { grow(to: number) }
    counts[number] += 1
  }

  /// Counts without a branch.
  mutating func add(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, numbers: [UInt8]) {
    counts.withUnsafeMutableBufferPointer { counts in
      numbers.withUnsafeBufferPointer { numbers in
        for byte in bytes { counts[Int(numbers[Int(byte)])] += 1 }
      }
    }
  }

  @inline(never)
  private mutating func grow(to number: Int) {
    let size = max(number + 1, 2 * counts.count)
    counts.append(contentsOf: repeatElement(0, count: size - counts.count))
  }
}

/// What a scanner meets and makes no unit of. It hands it on as a number below those of the units.
enum LeftOut: Int, Hashable, Sendable, CaseIterable {
  /// What stands between units in every text: white space, punctuation. It is not counted.
  case nothing
  case digits
  /// Emoji, signs and the like.
  case symbols
  case blankLines

  /// The first number of a unit.
  static let firstUnit = 4

  /// How many of them there were, in words: `12 digits`, of words `1 run of digits`.
  func phrase(_ count: Int64, under unit: TextUnit) -> String {
    let isOne = count == 1
    let noun =
      switch self {
      case .nothing: "character"
      case .digits: "digit"
      case .symbols: "symbol"
      case .blankLines: "blank line"
      }
    // What is no word is met a run at a time.
    guard unit != .words else { return "\(count) run\(isOne ? "" : "s") of \(noun)s" }
    return "\(count) \(noun)\(isOne ? "" : "s")"
  }
}
