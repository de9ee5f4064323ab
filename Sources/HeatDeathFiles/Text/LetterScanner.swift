/// Cuts a text into letters.
///
/// A letter is a character as readers see it (an extended grapheme cluster) that begins with a
/// scalar of general category L: é is one letter however it is encoded, and differs from e; क with
/// a vowel sign differs from क. Case is folded, and a letter that folds to several counts as these: ß
/// as s and s, the ligature ﬁ as f and i. Apostrophes are none, also where Unicode has them as letters.
/// Digits, symbols and emoji are left out, and so is punctuation.
///
/// Between two scalars that join no neighbour a boundary is certain, so a run of those is counted
/// scalar by scalar through a table, and so is a letter with one diacritic; only what remains goes
/// through the string type. Clusters of more than 1,024 scalars are cut, which bounds memory.
///
/// - Complexity: O(length); about one nanosecond a byte of ASCII.
struct LetterScanner: UnitScanner {
  private static let longestCluster = 1024

  private var table = ScalarTable()
  /// The name of each letter number; a to z have the first ones.
  private var names = [String](repeating: "", count: LeftOut.firstUnit)
  private var nameBytes = 0
  /// The numbers of all letters by name.
  private var numbers: [String: Int] = [:]
  /// The numbers of letters that are one scalar of planes 0 and 1, 0 where there is none yet.
  private var scalarNumbers = [UInt32](repeating: 0, count: 0x2_0000)
  /// The numbers that a letter which folds to several scalars counts as.
  private var expandedNumbers: [UInt32: [Int]] = [:]
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

  /// For every ASCII byte: the number of its folded letter, or of what it is instead.
  private let asciiLetters: [UInt8]

  init() {
    var letters = [UInt8](repeating: 0, count: 128)
    for byte in UInt8(0)..<128 {
      let scalar = Unicode.Scalar(byte)
      switch ScalarClass.Kind(scalar) {
      case .letter: letters[Int(byte)] = byte & 31 + UInt8(LeftOut.firstUnit) - 1
      case .digit: letters[Int(byte)] = UInt8(LeftOut.digits.rawValue)
      case .symbol: letters[Int(byte)] = UInt8(LeftOut.symbols.rawValue)
      default: break
      }
    }
    asciiLetters = letters
    for value in UInt32(97)...122 {
      if let scalar = Unicode.Scalar(value) {
        scalarNumbers[Int(value)] = UInt32(number(named: String(scalar)))
      }
    }
  }

  @inline(__always)
  mutating func takeASCII<Sink: UnitSink>(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into sink: inout Sink
  ) -> Int {
    guard bytes[start] < 0x80, pendingIsClosed else { return start }
    flush(into: &sink)
    // The last one before a byte that is not ASCII may carry a combining mark.
    let end = max(start, Self.endOfASCII(bytes, from: start) - 1)
    if end > start { sink.add(bytes[start..<end], numbers: asciiLetters) }
    return end
  }

  @inline(__always)
  mutating func take<Sink: UnitSink>(
    _ value: UInt32, _ bytes: Slice<UnsafeBufferPointer<UInt8>>, into sink: inout Sink
  ) throws(TextError) {
    guard value != 0 else { throw .nul(offset: bytes.startIndex) }
    take(value, into: &sink)
  }

  mutating func endText<Sink: UnitSink>(into sink: inout Sink) { flush(into: &sink) }

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
      if !scalarClass.isLetter {
        leaveOut(scalarClass.kind, into: &sink)
      } else if scalarClass.expands {
        addExpansion(into: &sink)
      } else {
        sink.add(number(ofScalar: scalarClass.folded))
      }
    } else if pendingCount > 0 {
      flushCharacters(into: &sink)
    }
    pendingCount = 0
    pendingIsClosed = true
  }

  @inline(__always)
  private func leaveOut<Sink: UnitSink>(_ kind: ScalarClass.Kind, into sink: inout Sink) {
    if kind == .digit { sink.add(LeftOut.digits.rawValue) }
    if kind == .symbol { sink.add(LeftOut.symbols.rawValue) }
  }

  /// Counts the letters that the one pending folds to.
  @inline(never)
  private mutating func addExpansion<Sink: UnitSink>(into sink: inout Sink) {
    if let known = expandedNumbers[pendingFirst] {
      for number in known { sink.add(number) }
    } else if let scalar = Unicode.Scalar(pendingFirst) {
      expandedNumbers[pendingFirst] = add(Character(scalar), into: &sink)
    }
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
      let numbers = add(character, into: &sink)
      if isAccented, numbers.count == 1 { accentedNumbers[key] = numbers[0] }
    }
    pendingScalars.removeAll(keepingCapacity: true)
  }

  private mutating func flushAllButLastCharacter<Sink: UnitSink>(into sink: inout Sink) {
    let characters = String(pendingScalars)
    pendingScalars.removeAll(keepingCapacity: true)
    for character in characters.dropLast() { add(character, into: &sink) }
    guard let last = characters.last else { return }
    if last.unicodeScalars.count < Self.longestCluster {
      pendingScalars.append(contentsOf: last.unicodeScalars)
    } else {
      add(last, into: &sink)
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

  /// Counts a character.
  ///
  /// - Returns: the numbers of its letters.
  @discardableResult
  private mutating func add<Sink: UnitSink>(
    _ character: Character, into sink: inout Sink
  ) -> [Int] {
    let numbers = numbers(of: character)
    for number in numbers { sink.add(number) }
    if numbers.isEmpty, let first = character.unicodeScalars.first {
      leaveOut(table[first.value].kind, into: &sink)
    }
    return numbers
  }

  /// The numbers of the letters that a character folds to; none if it is no letter.
  private mutating func numbers(of character: Character) -> [Int] {
    guard let first = character.unicodeScalars.first, table[first.value].isLetter else { return [] }
    let folded = CaseFolding.foldSubscripts(
      character.unicodeScalars.map(CaseFolding.foldKeepingSubscripts).joined())
    return folded.compactMap { letter in
      guard let first = letter.unicodeScalars.first, table[first.value].isLetter else { return nil }
      return number(named: String(letter))
    }
  }

  private mutating func number(named name: String) -> Int {
    if let number = numbers[name] { return number }
    let number = names.count
    numbers[name] = number
    names.append(name)
    nameBytes += name.utf8.count
    return number
  }

  func name(of number: Int) -> String { names[number] }

  var extent: (count: Int, byteCount: Int) { (numbers.count, nameBytes) }
}
