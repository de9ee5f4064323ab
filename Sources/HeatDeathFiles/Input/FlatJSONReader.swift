/// Reads JSON objects whose values are numbers, words, text, or lists of these; where that is asked for,
/// objects of numbers and words among the values.
struct FlatJSONReader {
  /// A name with its value, each with its place.
  struct Member {
    let name: CSVField
    /// The value as written, where it is a number.
    var number: CSVField?
    /// The value, where it is text.
    var text: CSVField?
    /// The items as written, text and numbers, where it is a list.
    var list: [CSVField]?
    /// The members, where it is an object.
    var object: [Member]?

    /// The value as the command line would have it; `nil` for a truth value or null.
    var optionText: String? {
      list.map { CSVRecord.written($0.map(\.value)) } ?? number?.value ?? text?.value
    }
  }

  private let scalars: [Unicode.Scalar]
  private let source: String
  private let takesObjects: Bool
  private var index = 0
  private var line = 1
  private var lineStart = 0

  /// - Parameter takesObjects: whether a value may be an object that has no other inside.
  init(_ scalars: [Unicode.Scalar], source: String, takesObjects: Bool = false) {
    self.scalars = scalars
    self.source = source
    self.takesObjects = takesObjects
    if scalars.first == "\u{FEFF}" {
      index = 1
      lineStart = 1
    }
  }

  /// The next object, `nil` at the end.
  ///
  /// - Complexity: O(length of the object).
  mutating func nextObject() throws(DataError) -> [Member]? {
    skipBlanks()
    guard index < scalars.count else { return nil }
    return try readObject(takesObjects: takesObjects)
  }

  /// The list that begins here.
  ///
  /// - Complexity: O(length of the list).
  mutating func nextList() throws(DataError) -> [CSVField] {
    skipBlanks()
    guard next == "[" else { throw unexpected("[") }
    return try readList()
  }

  /// Whether nothing but blanks is left.
  mutating func isAtEnd() -> Bool {
    skipBlanks()
    return index == scalars.count
  }

  private mutating func readObject(takesObjects: Bool) throws(DataError) -> [Member] {
    try take("{")
    var members: [Member] = []
    skipBlanks()
    if next == "}" {
      index += 1
      return members
    }
    while true {
      skipBlanks()
      guard next == "\"" else { throw unexpected("a name in double quotes") }
      var member = Member(name: try readText())
      skipBlanks()
      try take(":")
      skipBlanks()
      if next == "[" {
        member.list = try readList()
      } else if takesObjects, next == "{" {
        member.object = try readObject(takesObjects: false)
      } else if let item = try readItem() {
        if item.wasQuoted { member.text = item } else { member.number = item }
      }
      members.append(member)
      skipBlanks()
      if next == "," {
        index += 1
      } else {
        try take("}")
        return members
      }
    }
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func readList() throws(DataError) -> [CSVField] {
    index += 1
    var items: [CSVField] = []
    skipBlanks()
    if next == "]" {
      index += 1
      return items
    }
    while true {
      skipBlanks()
      if let item = try readItem() { items.append(item) }
      skipBlanks()
      if next == "," {
        index += 1
      } else {
        guard next == "]" else { throw unexpected(", or ]") }
        index += 1
        return items
      }
    }
  }

  /// Text, or a number as written; `nil` for the words true, false and null.
  private mutating func readItem() throws(DataError) -> CSVField? {
    if next == "\"" { return try readText() }
    var field = CSVField(value: "", wasQuoted: false, line: line, column: column)
    let start = index
    while let scalar = next, scalar.isASCII,
      scalar.properties.isAlphabetic
        || "+-.0123456789"
          .unicodeScalars.contains(scalar)
    {
      field.value.unicodeScalars.append(scalar)
      index += 1
    }
    if ["true", "false", "null"].contains(field.value) { return nil }
    guard NumberSyntax(field.value) != nil else {
      index = start
      throw unexpected("a number")
    }
    return field
  }

  private mutating func readText() throws(DataError) -> CSVField {
    var field = CSVField(value: "", wasQuoted: true, line: line, column: column)
    index += 1
    var units: [UInt16] = []
    while let scalar = next, scalar != "\"" {
      guard scalar.value >= 0x20 else { throw unexpected("text on one line") }
      index += 1
      guard scalar == "\\" else {
        units += Array(String(scalar).utf16)
        continue
      }
      guard let escape = next else { break }
      if escape == "u" {
        var digits = String.UnicodeScalarView()
        digits.append(contentsOf: scalars[(index + 1)...].prefix(4))
        guard digits.count == 4, digits.allSatisfy(\.properties.isASCIIHexDigit),
          let unit = UInt16(String(digits), radix: 16)
        else { throw unexpected("four hexadecimal digits after \\u") }
        units.append(unit)
        index += 5
        continue
      }
      let plain: [Unicode.Scalar: UInt16] = [
        "\"": 0x22, "\\": 0x5C, "/": 0x2F, "b": 8, "f": 0xC, "n": 0xA, "r": 0xD, "t": 9,
      ]
      guard let unit = plain[escape] else { throw unexpected("an escape of JSON") }
      units.append(unit)
      index += 1
    }
    guard next == "\"" else {
      throw DataError(
        source: source, place: .column(field.column, line: field.line),
        "this text never ends; accepted: a closing \"")
    }
    index += 1
    field.value = String(decoding: units, as: UTF16.self)
    return field
  }

  private mutating func take(_ scalar: Unicode.Scalar) throws(DataError) {
    guard next == scalar else { throw unexpected(String(scalar)) }
    index += 1
  }

  private mutating func skipBlanks() {
    while let scalar = next, scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" {
      index += 1
      if scalar == "\n" || scalar == "\r" && next != "\n" {
        line += 1
        lineStart = index
      }
    }
  }

  private var column: Int { index - lineStart + 1 }

  private func unexpected(_ accepted: String) -> DataError {
    let found = next.map { quoted(String($0)) } ?? "the end"
    return DataError(
      source: source, place: .column(column, line: line),
      "is no JSON of counts: found \(found); accepted: \(accepted)")
  }
}
