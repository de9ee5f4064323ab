/// Cuts a text into letters.
///
/// A letter is a character as readers see it (an extended grapheme cluster) that begins with a
/// scalar of general category L: é is one letter however it is encoded, and differs from e; क with
/// a vowel sign differs from क. Case is folded. Digits, punctuation, symbols and emoji are skipped.
///
/// Between two scalars that join no neighbour a boundary is certain, so a run of those is counted
/// scalar by scalar through a table, and so is a letter with one diacritic; only what remains goes
/// through the string type. Clusters of more than 1,024 scalars are cut, which bounds memory.
///
/// - Complexity: O(length); about one nanosecond a byte of ASCII.
struct LetterScanner: UnitScanner {
  private static let longestCluster = 1024

  private var table = ScalarTable()
  /// The name of each letter number; a to z have the numbers 1 to 26.
  private var names = [""] + (97...122).map { String(UnicodeScalar($0)) }
  /// The numbers of all other letters by name.
  private var numbers: [String: Int] = [:]
  /// The numbers of letters that are one scalar of planes 0 and 1, 0 where there is none yet.
  private var scalarNumbers = [UInt32](repeating: 0, count: 0x2_0000)
  /// The numbers of letters with a diacritic, by both scalars.
  private var accentedNumbers: [UInt64: Int] = [:]

  /// How many scalars were read whose character may go on.
  private var pendingCount = 0
  /// The first and the second of them.
  private var pendingFirst: UInt32 = 0
  private var pendingSecond: UInt32 = 0
  /// All of them if there are three or more, else nothing.
  private var pendingScalars = String.UnicodeScalarView()
  /// Whether a boundary follows the last of them unless what comes joins it.
  private var pendingIsClosed = true

  /// For every ASCII byte: the number of its folded letter, 0 for none.
  private let asciiLetters: [UInt8] = (0..<128).map { (byte: UInt8) -> UInt8 in
    switch byte {
    case 65...90: byte - 64
    case 97...122: byte - 96
    default: 0
    }
  }

  init() {
    for number in 1...26 { scalarNumbers[number + 96] = UInt32(number) }
  }

  mutating func scan<Sink: UnitSink>(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into sink: inout Sink
  ) throws(TextError) -> Int {
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80, pendingIsClosed {
        flush(into: &sink)
        // The last one before a byte that is not ASCII may carry a combining mark.
        let end = Self.endOfASCII(bytes, from: index) - 1
        if end > index { sink.add(bytes[index..<end], numbers: asciiLetters) }
        index = max(index, end)
      }
      switch UTF8Sequence(at: index, in: bytes) {
      case .scalar(let value, let length):
        guard value != 0 else { throw .nul(offset: index) }
        take(value, into: &sink)
        index += length
      case .incomplete:
        guard !isLast else { throw .invalidUTF8(offset: index, length: bytes.count - index) }
        return index
      case .invalid(let length):
        throw .invalidUTF8(offset: index, length: length)
      }
    }
    if isLast { flush(into: &sink) }
    return index
  }

  /// The first byte from `start` on that is NUL or not ASCII.
  private static func endOfASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] &- 1 < 0x7F { index += 1 }
    return index
  }

  @inline(__always)
  private mutating func take<Sink: UnitSink>(_ value: UInt32, into sink: inout Sink) {
    let scalarClass = table[value]
    if pendingCount == 0 || pendingIsClosed && !scalarClass.joinsBefore {
      flush(into: &sink)
      pendingFirst = value
      pendingCount = 1
    } else if pendingCount == 1 {
      pendingSecond = value
      pendingCount = 2
    } else {
      join(value, into: &sink)
    }
    pendingIsClosed = !scalarClass.joinsAfter
  }

  @inline(never)
  private mutating func join<Sink: UnitSink>(_ value: UInt32, into sink: inout Sink) {
    fillPendingScalars()
    if pendingCount >= Self.longestCluster { flushAllButLastCharacter(into: &sink) }
    if let scalar = Unicode.Scalar(value) { pendingScalars.append(scalar) }
    pendingCount = pendingScalars.count
    if pendingCount <= 2, let first = pendingScalars.first, let last = pendingScalars.last {
      (pendingFirst, pendingSecond) = (first.value, last.value)
      pendingScalars.removeAll(keepingCapacity: true)
    }
  }

  /// Counts what is pending.
  @inline(__always)
  private mutating func flush<Sink: UnitSink>(into sink: inout Sink) {
    if pendingCount == 1, !table[pendingFirst].joinsBefore {
      let scalarClass = table[pendingFirst]
      if scalarClass.isLetter { sink.add(number(ofScalar: scalarClass.folded)) }
    } else if pendingCount > 0 {
      flushCharacters(into: &sink)
    }
    pendingCount = 0
    pendingIsClosed = true
  }

  @inline(never)
  private mutating func flushCharacters<Sink: UnitSink>(into sink: inout Sink) {
    let isAccented =
      pendingCount == 2 && pendingIsClosed && !table[pendingFirst].joinsBefore
      && table[pendingSecond].kind == .mark
    let key = UInt64(pendingFirst) << 32 | UInt64(pendingSecond)
    if isAccented, let number = accentedNumbers[key] {
      sink.add(number)
      return
    }
    fillPendingScalars()
    for character in String(pendingScalars) {
      guard let number = number(of: character) else { continue }
      sink.add(number)
      if isAccented { accentedNumbers[key] = number }
    }
    pendingScalars.removeAll(keepingCapacity: true)
  }

  private mutating func flushAllButLastCharacter<Sink: UnitSink>(into sink: inout Sink) {
    let characters = String(pendingScalars)
    pendingScalars.removeAll(keepingCapacity: true)
    for character in characters.dropLast() {
      if let number = number(of: character) { sink.add(number) }
    }
    guard let last = characters.last else { return }
    if last.unicodeScalars.count < Self.longestCluster {
      pendingScalars.append(contentsOf: last.unicodeScalars)
    } else if let number = number(of: last) {
      sink.add(number)
    }
  }

  private mutating func fillPendingScalars() {
    guard pendingCount <= 2 else { return }
    for value in [pendingFirst, pendingSecond].prefix(pendingCount) {
      if let scalar = Unicode.Scalar(value) { pendingScalars.append(scalar) }
    }
  }

  @inline(__always)
  private mutating func number(ofScalar value: UInt32) -> Int {
    if Int(value) < scalarNumbers.count, scalarNumbers[Int(value)] != 0 {
      return Int(scalarNumbers[Int(value)])
    }
    return newNumber(ofScalar: value)
  }

  @inline(never)
  private mutating func newNumber(ofScalar value: UInt32) -> Int {
    let number = number(named: Unicode.Scalar(value).map { String($0) } ?? "")
    if Int(value) < scalarNumbers.count { scalarNumbers[Int(value)] = UInt32(number) }
    return number
  }

  /// The number of a character, `nil` if it is no letter.
  private mutating func number(of character: Character) -> Int? {
    guard let first = character.unicodeScalars.first, table[first.value].isLetter else {
      return nil
    }
    return number(named: character.unicodeScalars.map(CaseFolding.fold).joined())
  }

  private mutating func number(named name: String) -> Int {
    if let number = numbers[name] { return number }
    let number = names.count
    numbers[name] = number
    names.append(name)
    return number
  }

  func name(of number: Int) -> String { names[number] }
}
