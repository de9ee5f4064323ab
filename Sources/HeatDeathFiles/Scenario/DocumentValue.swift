/// What stands for an option in a file.
enum DocumentValue: Hashable, Sendable {
  case real(Double)
  case integer(Int64)
  case text(String)
  case list([DocumentValue])

  /// As JSON. It has no infinity, so that is the text `inf`, which options read, too.
  var json: String {
    switch self {
    case .real(let value): value.isFinite ? "\(value)" : "\"\(value)\""
    case .integer(let value): "\(value)"
    case .text(let value): Self.quoted(value)
    case .list(let items): "[" + items.map(\.json).joined(separator: ", ") + "]"
    }
  }

  /// As the command line has it.
  var optionText: String {
    switch self {
    case .real(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .text(let value): value
    case .list(let items): CSVRecord.written(items.map(\.optionText))
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\u{0}"..<"\u{20}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
