/// Cuts a text into letters.
///
/// A letter is a character as readers see it (an extended grapheme cluster) that begins with a
/// scalar of general category L: é is one letter however it is encoded, and differs from e; क with
/// a vowel sign differs from क. Case is folded. Digits, punctuation, symbols and emoji are skipped.
///
/// Between two scalars that join no neighbour a boundary is certain, so a run of those is counted
/// scalar by scalar through a table; only what remains goes through the string type. Clusters of
/// more than 1,024 scalars are cut, which bounds memory.
///
/// - Complexity: O(length); about one nanosecond a byte of ASCII.
struct LetterScanner: UnitScanner {
  /// Numbers of letters that are one scalar below this are that scalar; all others come after.
  private static let firstClusterNumber = 0x2_0000
  private static let longestCluster = 1024

  private var table = ScalarTable()
  private var clusterNumbers: [String: Int] = [:]
  private var clusterNames: [String] = []

  /// How many scalars were read whose character may go on.
  private var pendingCount = 0
  /// The first of them.
  private var pendingScalar: UInt32 = 0
  /// All of them if there are two or more, else nothing.
  private var pendingScalars = String.UnicodeScalarView()
  /// Whether the last of them is followed by a boundary unless what follows joins.
  private var pendingEndsPlain = true

  /// For every byte: the number of its folded ASCII letter, or one of the marks below.
  private static let skip: UInt8 = 0
  private static let nul: UInt8 = 1
  private let asciiLetters: [UInt8] = (0..<128).map { (byte: UInt8) -> UInt8 in
    switch byte {
    case 0: nul
    case 65...90: byte + 32
    case 97...122: byte
    default: skip
    }
  }

  mutating func scan<Sink: UnitSink>(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into sink: inout Sink
  ) throws(TextError) -> Int {
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80, pendingEndsPlain {
        flush(into: &sink)
        index = try scanASCII(bytes, from: index, into: &sink)
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

  /// Counts ASCII letters up to the last byte before one that is not ASCII, or before the end:
  /// that one may carry a combining mark.
  private func scanASCII<Sink: UnitSink>(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into sink: inout Sink
  ) throws(TextError) -> Int {
    var nulOffset = -1
    let end = asciiLetters.withUnsafeBufferPointer { letters in
      var index = start
      while index + 1 < bytes.count, bytes[index] < 0x80, bytes[index + 1] < 0x80 {
        let letter = letters[Int(bytes[index])]
        if letter > Self.nul {
          sink.add(Int(letter))
        } else if letter == Self.nul {
          nulOffset = index
          break
        }
        index += 1
      }
      return index
    }
    guard nulOffset < 0 else { throw .nul(offset: nulOffset) }
    return end
  }

  @inline(__always)
  private mutating func take<Sink: UnitSink>(_ value: UInt32, into sink: inout Sink) {
    let isPlain = !table[value].joins
    if pendingCount == 0 || isPlain && pendingEndsPlain {
      flush(into: &sink)
      pendingScalar = value
      pendingCount = 1
    } else {
      join(value, into: &sink)
    }
    pendingEndsPlain = isPlain
  }

  @inline(never)
  private mutating func join<Sink: UnitSink>(_ value: UInt32, into sink: inout Sink) {
    if pendingCount == 1, let first = Unicode.Scalar(pendingScalar) {
      pendingScalars.append(first)
    } else if pendingCount >= Self.longestCluster {
      flushAllButLastCharacter(into: &sink)
    }
    if let scalar = Unicode.Scalar(value) { pendingScalars.append(scalar) }
    pendingCount += 1
  }

  /// Counts what is pending.
  @inline(__always)
  private mutating func flush<Sink: UnitSink>(into sink: inout Sink) {
    if pendingCount == 1, pendingEndsPlain {
      let scalarClass = table[pendingScalar]
      if scalarClass.isLetter {
        if scalarClass.folded < Self.firstClusterNumber {
          sink.add(Int(scalarClass.folded))
        } else if let scalar = Unicode.Scalar(pendingScalar) {
          count(Character(scalar), into: &sink)
        }
      }
    } else if pendingCount > 0 {
      flushCharacters(into: &sink)
    }
    pendingCount = 0
    pendingEndsPlain = true
  }

  @inline(never)
  private mutating func flushCharacters<Sink: UnitSink>(into sink: inout Sink) {
    if pendingCount == 1, let scalar = Unicode.Scalar(pendingScalar) {
      pendingScalars.append(scalar)
    }
    for character in String(pendingScalars) { count(character, into: &sink) }
    pendingScalars.removeAll(keepingCapacity: true)
  }

  private mutating func flushAllButLastCharacter<Sink: UnitSink>(into sink: inout Sink) {
    let characters = String(pendingScalars)
    pendingScalars.removeAll(keepingCapacity: true)
    for character in characters.dropLast() { count(character, into: &sink) }
    guard let last = characters.last else { return }
    if last.unicodeScalars.count < Self.longestCluster {
      pendingScalars.append(contentsOf: last.unicodeScalars)
    } else {
      count(last, into: &sink)
    }
    pendingCount = pendingScalars.count
  }

  private mutating func count<Sink: UnitSink>(_ character: Character, into sink: inout Sink) {
    guard let first = character.unicodeScalars.first, table[first.value].isLetter else { return }
    let name = character.unicodeScalars.map(CaseFolding.fold).joined()
    if let number = clusterNumbers[name] {
      sink.add(number)
    } else {
      let number = Self.firstClusterNumber + clusterNames.count
      clusterNumbers[name] = number
      clusterNames.append(name)
      sink.add(number)
    }
  }

  func name(of number: Int) -> String {
    if number >= Self.firstClusterNumber {
      return clusterNames[number - Self.firstClusterNumber]
    }
    return Unicode.Scalar(UInt32(number)).map { String($0) } ?? ""
  }
}
