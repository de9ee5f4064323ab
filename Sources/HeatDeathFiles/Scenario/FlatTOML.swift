/// Checks, before TOML's parser sees a byte, that a text is flat: lines `key = value`, where a value
/// is text on one line, a number, a truth value, or a list of these.
///
/// That is the TOML of scenarios. Tables, dotted keys, lists in lists, dates and texts over several
/// lines are where a parser recurses, and none of them says anything here. What passes nests one
/// deep, whatever its size.
///
///     line  = [key "=" value] ["#" comment]
///     key   = A–Z a–z 0–9 _ -, or in quotes
///     value = item | "[" [item {"," item} [","]] "]"
///     item  = "text" | 'text' | number | true | false
///
/// - Source: TOML 1.0.0, of which this is a part.
struct FlatTOML {
  /// A key with the place where it stands.
  struct Entry: Hashable, Sendable {
    let key: String
    let line: Int
    let column: Int
    /// How many tables had begun by then: 0 for what stands before the first.
    var section = 0
  }

  /// The largest text that is looked at, in bytes.
  static let maximumByteCount = 1 << 24
  /// The longest key, in bytes; the longest option's name has a fifth of it.
  static let maximumKeyLength = 64
  /// The most tables.
  static let maximumTableCount = 100_000
  /// The longest number, in bytes.
  static let maximumNumberLength = 64

  /// The keys in the order in which they stand.
  private(set) var entries: [Entry] = []

  /// The names of the tables `[[name]]` in the order in which they stand.
  private(set) var headers: [Entry] = []

  private let hasTables: Bool
  private let sections: Set<String>
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var lineStart = 0
  private let source: String

  /// - Parameters:
  ///   - hasTables: whether lines `[[name]]` may begin tables, in which nothing nests either.
  ///   - sections: the names of tables that lines `[name]` may begin.
  /// - Throws: ``DataError`` at the first thing that is not flat TOML.
  /// - Complexity: O(length).
  init(
    _ text: String, source: String, hasTables: Bool = false, sections: Set<String> = []
  ) throws(DataError) {
    self.hasTables = hasTables
    self.sections = sections
    bytes = Array(text.utf8)
    self.source = source
    guard bytes.count <= Self.maximumByteCount else {
      throw DataError(
        source: source, "is larger than \(Self.maximumByteCount) bytes; accepted: less")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      index = 3
      lineStart = 3
    }
    while index < bytes.count {
      try readLine()
    }
  }

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func readLine() throws(DataError) {
    skipSpaces()
    if hasTables, bytes[index...].starts(with: Array("[[".utf8)), index + 2 < bytes.count,
      Self.isBare(bytes[index + 2])
    {
      try readHeader()
    } else if !sections.isEmpty, byte == UInt8(ascii: "[") {
      try readSection()
    } else if let first = byte, !isAtLineEnd, first != UInt8(ascii: "#") {
      var entry = try readKey()
      entry.section = headers.count
      entries.append(entry)
      skipSpaces()
      guard byte == UInt8(ascii: "=") else {
        throw byte == UInt8(ascii: ".")
          ? error("a key with dots stands for a table; accepted: lines key = value")
          : unexpected("= after a key")
      }
      index += 1
      skipSpaces()
      try readValue()
    }
    try endLine()
  }

  /// Takes spaces, a comment, and the end of the line.
  private mutating func endLine() throws(DataError) {
    skipSpaces()
    if byte == UInt8(ascii: "#") {
      while let next = byte, !isAtLineEnd {
        guard next >= 0x20 && next != 0x7F || next == UInt8(ascii: "\t") else {
          throw unexpected("printable characters in a comment")
        }
        index += 1
      }
    }
    guard index < bytes.count else { return }
    guard isAtLineEnd else { throw unexpected("the end of the line, or # and a comment") }
    index += byte == UInt8(ascii: "\r") ? 2 : 1
    line += 1
    lineStart = index
  }

  /// Takes `[[name]]`.
  private mutating func readHeader() throws(DataError) {
    let column = column(of: index)
    index += 2
    let start = index
    while let next = byte, Self.isBare(next) { index += 1 }
    let name = bytes[start..<index]
    guard bytes[index...].starts(with: Array("]]".utf8)), !name.isEmpty,
      name.count <= Self.maximumKeyLength
    else { throw unexpected("a table's name between [[ and ]]") }
    index += 2
    guard headers.count < Self.maximumTableCount else {
      throw error("there are more tables; accepted: up to \(Self.maximumTableCount)")
    }
    headers.append(
      Entry(key: String(decoding: name, as: UTF8.self), line: line, column: column))
  }

  /// Takes `[name]`.
  private mutating func readSection() throws(DataError) {
    let start = index
    let column = column(of: index)
    index += 1
    while let next = byte, Self.isBare(next) { index += 1 }
    let name = String(
      decoding: bytes[(start + 1)..<index].prefix(Self.maximumKeyLength + 1), as: UTF8.self)
    guard byte == UInt8(ascii: "]"), sections.contains(name) else {
      index = start
      let names = sections.sorted().map { "[\($0)]" }.joined(separator: ", ")
      throw error("is no table that this file has; accepted: \(names)")
    }
    index += 1
    headers.append(Entry(key: name, line: line, column: column))
  }

  private mutating func readKey() throws(DataError) -> Entry {
    let start = index
    let column = column(of: start)
    var name: ArraySlice<UInt8>
    switch byte {
    case UInt8(ascii: "["):
      throw error("a [table] has no place here; accepted: lines key = value")
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      try readText()
      name = bytes[(start + 1)..<(index - 1)]
      guard !name.contains(UInt8(ascii: "\\")) else {
        index = start
        throw unexpected("a key without \\")
      }
    default:
      while let next = byte, Self.isBare(next) { index += 1 }
      name = bytes[start..<index]
      guard !name.isEmpty else { throw unexpected("a key") }
    }
    guard name.count <= Self.maximumKeyLength else {
      index = start
      throw error(
        "this key has \(name.count) bytes; accepted: up to \(Self.maximumKeyLength)")
    }
    return Entry(key: String(decoding: name, as: UTF8.self), line: line, column: column)
  }

  private mutating func readValue() throws(DataError) {
    guard byte == UInt8(ascii: "[") else { return try readItem() }
    index += 1
    try skipBlankLines()
    while byte != UInt8(ascii: "]") {
      if byte == UInt8(ascii: "[") {
        throw error("a list in a list is of another kind; accepted: text and numbers in a list")
      }
      try readItem()
      try skipBlankLines()
      if byte == UInt8(ascii: ",") {
        index += 1
        try skipBlankLines()
      } else if byte != UInt8(ascii: "]") {
        throw unexpected(", or ] in a list")
      }
    }
    index += 1
  }

  private mutating func readItem() throws(DataError) {
    let start = index
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): try readText()
    case UInt8(ascii: "{"):
      throw error("a {table} is a value of another kind; accepted: text, a number, or a list")
    default:
      while let next = byte, Self.isBare(next) || Self.isNumberSign(next) { index += 1 }
      guard index > start else {
        throw unexpected("text in quotes, a number, or a list of them")
      }
      let word = bytes[start..<index]
      let text = String(decoding: word.prefix(Self.maximumNumberLength + 1), as: UTF8.self)
      guard word.count <= Self.maximumNumberLength, Self.isLiteral(text) else {
        index = start
        throw error(
          "is not TOML: \(quoted(text)) is neither a number nor text in quotes; accepted: text in "
            + "quotes, a number, or a list of them")
      }
    }
  }

  /// Takes text in quotes, which ends on its line.
  private mutating func readText() throws(DataError) {
    let start = index
    let quote = bytes[index]
    index += 1
    while let next = byte, next != quote {
      guard next >= 0x20 && next != 0x7F || next == UInt8(ascii: "\t") else { break }
      index += 1
      if next == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") { try readEscape() }
    }
    guard byte == quote else {
      if let byte, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
        throw unexpected("printable characters in text")
      }
      index = start
      throw error("is not TOML: this text never ends; accepted: a closing quote on the same line")
    }
    index += 1
    if index == start + 2, byte == quote {
      index = start
      throw error("is text over several lines; accepted: text on one line")
    }
  }

  /// Takes what follows a backslash.
  private mutating func readEscape() throws(DataError) {
    let length: Int
    switch byte {
    case UInt8(ascii: "u"): length = 4
    case UInt8(ascii: "U"): length = 8
    case .some(let next) where "btnfr\"\\".utf8.contains(next):
      index += 1
      return
    default: throw unexpected("one of b t n f r \" \\ u U after a backslash")
    }
    let digits = bytes[(index + 1)...].prefix(length)
    let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    guard digits.count == length, digits.allSatisfy(Self.isHexDigit), let value,
      Unicode.Scalar(value) != nil
    else { throw unexpected("a character as \(length) hexadecimal digits") }
    index += 1 + length
  }

  // MARK: - Characters

  private var isAtLineEnd: Bool {
    byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r") && index + 1 < bytes.count
        && bytes[index + 1] == UInt8(ascii: "\n")
  }

  private mutating func skipSpaces() {
    while byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { index += 1 }
  }

  /// Skips blanks, comments and line ends within a list.
  private mutating func skipBlankLines() throws(DataError) {
    skipSpaces()
    while byte == UInt8(ascii: "#") || isAtLineEnd {
      try endLine()
      skipSpaces()
    }
    if index == bytes.count { throw error("is not TOML: this list never ends; accepted: ]") }
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isNumberSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    Unicode.Scalar(byte).properties.isASCIIHexDigit
  }

  /// Whether a word is a decimal number as TOML writes it, `inf`, `nan`, or a truth value.
  private static func isLiteral(_ word: String) -> Bool {
    if word == "true" || word == "false" { return true }
    var magnitude = word[...]
    if magnitude.first == "-" || magnitude.first == "+" { magnitude.removeFirst() }
    if magnitude == "inf" || magnitude == "nan" { return true }
    guard let first = magnitude.first, let last = magnitude.last, first.isNumber, last.isNumber
    else { return false }
    // TOML has no leading zeros and wants a digit on either side of a point.
    if first == "0", let second = magnitude.dropFirst().first, second != ".", second != "e",
      second != "E"
    {
      return false
    }
    let parts = magnitude.split(separator: ".", omittingEmptySubsequences: false)
    let isPointBetweenDigits =
      parts.count == 1
      || parts.count == 2 && parts[0].last?.isNumber == true
        && parts[1].first?.isNumber == true
    return isPointBetweenDigits && NumberSyntax(magnitude) != nil
  }

  // MARK: - Errors

  /// The column of a byte on the present line: characters, from 1.
  private func column(of index: Int) -> Int {
    String(decoding: bytes[lineStart..<min(index, bytes.count)], as: UTF8.self).count + 1
  }

  private func error(_ message: String) -> DataError {
    DataError(source: source, place: .column(column(of: index), line: line), message)
  }

  private func unexpected(_ accepted: String) -> DataError {
    let rest = String(decoding: bytes[index...].prefix(64), as: UTF8.self)
    let found = rest.first.map { $0.isNewline ? "the end of the line" : quoted(String($0)) }
    return error("is not TOML: found \(found ?? "the end"); accepted: \(accepted)")
  }
}
