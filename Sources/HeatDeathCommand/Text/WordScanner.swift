/// Cuts a text into words.
///
/// A word is a run of letters, their combining marks and decimal digits with at least one letter.
/// An apostrophe (' or ’, which count as one) belongs to it between two of its characters, as in
/// don't; so do the zero-width joiners; a soft hyphen is not there. Hyphens, points and underscores
/// separate. Case is folded. Every ideograph is a word. Scripts that write no spaces (Thai, kana)
/// give a run as one word: finding words in them takes a dictionary.
///
/// - Complexity: O(length); memory for the distinct words.
struct WordScanner: UnitScanner {
  private var table = ScalarTable()
  private var words = WordTable()

  /// The word so far, folded.
  private var word: [UInt8] = []
  private var hasLetter = false
  /// An apostrophe or joiner after the word so far, which belongs to it if the word goes on.
  private var inner: UInt32?

  /// For every ASCII byte: its folded letter or digit, or one of the marks below.
  private static let separator: UInt8 = 0
  private static let nul: UInt8 = 1
  private static let apostrophe: UInt8 = 2
  private let ascii: [UInt8] = (0..<128).map { (byte: UInt8) -> UInt8 in
    switch byte {
    case 0: nul
    case 39: apostrophe
    case 48...57, 97...122: byte
    case 65...90: byte + 32
    default: separator
    }
  }

  mutating func scan<Sink: UnitSink>(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into sink: inout Sink
  ) throws(TextError) -> Int {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        let folded = ascii[Int(byte)]
        if folded > Self.apostrophe {
          takeInner()
          word.append(folded)
          if folded >= UInt8(ascii: "a") { hasLetter = true }
        } else if folded == Self.apostrophe {
          takeInner(UInt32(byte), into: &sink)
        } else if folded == Self.separator {
          endWord(into: &sink)
        } else {
          throw .nul(offset: index)
        }
        index += 1
        continue
      }
      switch UTF8Sequence(at: index, in: bytes) {
      case .scalar(let value, let length):
        take(value, into: &sink)
        index += length
      case .incomplete:
        guard !isLast else { throw .invalidUTF8(offset: index, length: bytes.count - index) }
        return index
      case .invalid(let length):
        throw .invalidUTF8(offset: index, length: length)
      }
    }
    if isLast { endWord(into: &sink) }
    return index
  }

  private mutating func take<Sink: UnitSink>(_ value: UInt32, into sink: inout Sink) {
    let scalarClass = table[value]
    switch scalarClass.kind {
    case .letter:
      takeInner()
      append(folded: value, scalarClass)
      hasLetter = true
    case .digit:
      takeInner()
      append(value)
    case .mark:
      // A mark after an apostrophe, or at the start, belongs to nothing that is in a word.
      if inner != nil { endWord(into: &sink) }
      if !word.isEmpty { append(value) }
    case .ideograph:
      endWord(into: &sink)
      append(value)
      hasLetter = true
      endWord(into: &sink)
    case .inner:
      takeInner(scalarClass.folded, into: &sink)
    case .invisible:
      break
    case .other:
      endWord(into: &sink)
    }
  }

  /// A character of a word follows: the apostrophe before it belongs to the word.
  @inline(__always)
  private mutating func takeInner() {
    guard let value = inner else { return }
    append(value)
    inner = nil
  }

  /// An apostrophe or joiner: within a word only if characters follow; two in a row end it.
  private mutating func takeInner<Sink: UnitSink>(_ value: UInt32, into sink: inout Sink) {
    if word.isEmpty || inner != nil { endWord(into: &sink) } else { inner = value }
  }

  private mutating func append(folded value: UInt32, _ scalarClass: ScalarClass) {
    if scalarClass.joinsBefore, let scalar = Unicode.Scalar(value) {
      word.append(contentsOf: CaseFolding.fold(scalar).utf8)
    } else {
      append(scalarClass.folded)
    }
  }

  private mutating func append(_ value: UInt32) {
    guard let scalar = Unicode.Scalar(value), let bytes = UTF8.encode(scalar) else { return }
    word.append(contentsOf: bytes)
  }

  @inline(__always)
  private mutating func endWord<Sink: UnitSink>(into sink: inout Sink) {
    inner = nil
    guard !word.isEmpty else { return }
    if hasLetter { sink.add(words.number(of: word) + 1) }
    word.removeAll(keepingCapacity: true)
    hasLetter = false
  }

  func name(of number: Int) -> String { words.word(number - 1) }
}
