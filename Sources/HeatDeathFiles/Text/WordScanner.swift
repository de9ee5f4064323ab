/// Cuts a text into words.
///
/// A word is a run of letters, their combining marks and decimal digits with at least one letter.
/// An apostrophe, whichever of those in use, belongs to it between two of its characters, as in
/// don't, and all count as one; so do the zero-width joiners; a soft hyphen is not there. Hyphens,
/// points and underscores separate. Case is folded. Every ideograph is a word. Scripts that write no
/// spaces (Thai, kana) give a run as one word: finding words in them takes a dictionary.
///
/// - Complexity: O(length); memory for the distinct words.
struct WordScanner: UnitScanner {
  private var table = ScalarTable()
  private var words = UnitTable()
  private let longest: Int

  /// The word so far, folded.
  private var word: [UInt8] = []
  private var hasLetter = false
  /// An apostrophe or joiner after the word so far, which belongs to it if the word goes on.
  private var inner: UInt32?
  private var hasSubscript = false
  /// What the letters met so far fold to that fold to several scalars.
  private var expansions: [UInt32: [UInt32]] = [:]
  /// Where in the piece a run of symbols ends; what follows there is of the same run.
  private var symbolEnd = -1

  /// For every byte: its folded ASCII letter or digit, or one of the marks below.
  private static let separator: UInt8 = 0
  private static let nul: UInt8 = 1
  private static let apostrophe: UInt8 = 2
  private static let symbol: UInt8 = 3
  private static let other: UInt8 = 4
  private let ascii: [UInt8]

  /// - Parameter longest: how many bytes a word may have.
  init(longest: Int) {
    self.longest = longest
    ascii = (0...255).map { (byte: UInt8) -> UInt8 in
      guard byte < 0x80 else { return Self.other }
      switch ScalarClass.Kind(Unicode.Scalar(byte)) {
      case .letter: return byte | 32
      case .digit: return byte
      case .inner: return Self.apostrophe
      case .symbol: return Self.symbol
      default: return byte == 0 ? Self.nul : Self.separator
      }
    }
  }

  mutating func takeASCII<Sink: UnitSink>(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into sink: inout Sink
  ) throws(TextError) -> Int {
    var index = start
    while index < bytes.count {
      switch ascii[Int(bytes[index])] {
      case Self.separator:
        endWord(into: &sink)
        index += 1
      case Self.apostrophe:
        takeInner(UInt32(UInt8(ascii: "'")), into: &sink)
        index += 1
      case Self.symbol:
        takeSymbol(index..<(index + 1), into: &sink)
        index += 1
      case Self.nul: throw .nul(offset: index)
      case Self.other: return index
      default: index = try takeRun(of: bytes, from: index)
      }
    }
    return index
  }

  mutating func take<Sink: UnitSink>(
    _ value: UInt32, _ bytes: Slice<UnsafeBufferPointer<UInt8>>, into sink: inout Sink
  ) throws(TextError) {
    try take(value, bytes.startIndex..<bytes.endIndex, into: &sink)
  }

  mutating func endPiece(after count: Int) { symbolEnd -= count }

  mutating func endText<Sink: UnitSink>(into sink: inout Sink) { endWord(into: &sink) }

  /// Takes the ASCII letters and digits from `start` on.
  ///
  /// - Returns: where they end.
  @inline(__always)
  private mutating func takeRun(
    of bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) throws(TextError) -> Int {
    takeInner()
    var end = start
    while end < bytes.count {
      let folded = ascii[Int(bytes[end])]
      guard folded > Self.other else { break }
      word.append(folded)
      if folded >= UInt8(ascii: "a") { hasLetter = true }
      end += 1
    }
    guard word.count <= longest else {
      throw .tooLong(.words, limit: longest, offset: end - (word.count - longest))
    }
    return end
  }

  private mutating func take<Sink: UnitSink>(
    _ value: UInt32, _ place: Range<Int>, into sink: inout Sink
  ) throws(TextError) {
    let scalarClass = table[value]
    let kind = scalarClass.kind
    switch kind {
    case .letter, .ideograph:
      if kind == .ideograph { endWord(into: &sink) }
      if scalarClass.expands {
        for part in expansion(of: value) { try take(part, place, into: &sink) }
      } else {
        takeInner()
        try append(scalarClass.folded, place)
        hasLetter = true
      }
      if kind == .ideograph { endWord(into: &sink) }
    case .digit:
      takeInner()
      try append(value, place)
    case .mark:
      // A mark after an apostrophe, or at the start, belongs to nothing that is in a word.
      if inner != nil { endWord(into: &sink) }
      if !word.isEmpty {
        if value == 0x345 { hasSubscript = true }
        try append(value, place)
      } else if symbolEnd == place.lowerBound {
        symbolEnd = place.upperBound
      }
    case .inner:
      takeInner(scalarClass.folded, into: &sink)
      if symbolEnd == place.lowerBound { symbolEnd = place.upperBound }
    case .symbol: takeSymbol(place, into: &sink)
    case .invisible: break
    case .other, .space, .control: endWord(into: &sink)
    }
  }

  @inline(never)
  private mutating func expansion(of value: UInt32) -> [UInt32] {
    if let known = expansions[value] { return known }
    guard let scalar = Unicode.Scalar(value) else { return [] }
    let folded = CaseFolding.foldKeepingSubscripts(scalar).unicodeScalars.map(\.value)
    expansions[value] = folded
    return folded
  }

  /// A character of a word follows: the apostrophe before it belongs to the word.
  @inline(__always)
  private mutating func takeInner() {
    guard let value = inner else { return }
    encode(value)
    inner = nil
  }

  /// An apostrophe or joiner: within a word only if characters follow; two in a row end it.
  private mutating func takeInner<Sink: UnitSink>(_ value: UInt32, into sink: inout Sink) {
    if word.isEmpty || inner != nil { endWord(into: &sink) } else { inner = value }
  }

  private mutating func takeSymbol<Sink: UnitSink>(_ place: Range<Int>, into sink: inout Sink) {
    endWord(into: &sink)
    if symbolEnd != place.lowerBound { sink.add(LeftOut.symbols.rawValue) }
    symbolEnd = place.upperBound
  }

  @inline(__always)
  private mutating func append(_ value: UInt32, _ place: Range<Int>) throws(TextError) {
    encode(value)
    guard word.count <= longest else {
      throw .tooLong(.words, limit: longest, offset: place.lowerBound)
    }
  }

  @inline(__always)
  private mutating func encode(_ value: UInt32) {
    if value >= 0x80, value < 0x800 {
      word.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
      word.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
      return
    }
    guard let scalar = Unicode.Scalar(value), let bytes = UTF8.encode(scalar) else { return }
    word.append(contentsOf: bytes)
  }

  @inline(__always)
  private mutating func endWord<Sink: UnitSink>(into sink: inout Sink) {
    inner = nil
    guard !word.isEmpty else { return }
    if hasSubscript { foldSubscripts() }
    sink.add(
      hasLetter ? words.number(of: word) + LeftOut.firstUnit : LeftOut.digits.rawValue)
    word.removeAll(keepingCapacity: true)
    hasLetter = false
  }

  @inline(never)
  private mutating func foldSubscripts() {
    word = Array(CaseFolding.foldSubscripts(String(decoding: word, as: UTF8.self)).utf8)
    hasSubscript = false
  }

  func name(of number: Int) -> String { words.name(number - LeftOut.firstUnit) }

  var extent: (count: Int, byteCount: Int) { words.extent }
}
