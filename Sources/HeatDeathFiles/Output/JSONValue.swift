/// A value of a JSON document. Numbers have the fewest digits that read back as the same double; there
/// is neither infinity nor NaN in JSON, so these are null.
enum JSONValue: CustomStringConvertible {
  case null
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([(key: String, value: JSONValue)])

  static func numbers(_ values: [Double]) -> JSONValue { .list(values.map { .number($0) }) }

  /// On one line.
  var description: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): value.isFinite ? "\(value)" : "null"
    case .text(let value): Self.quoted(value)
    case .list(let items): "[" + items.map(\.description).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map(Self.member).joined(separator: ", ") + "}"
    }
  }

  /// A whole file: an object with a line for each member.
  static func document(_ members: [(key: String, value: JSONValue)]) -> String {
    "{\n" + members.map { "  " + member($0) }.joined(separator: ",\n") + "\n}\n"
  }

  private static func member(_ member: (key: String, value: JSONValue)) -> String {
    "\(quoted(member.key)): \(member.value)"
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

extension Double? {
  /// The number, or null.
  var json: JSONValue { map { .number($0) } ?? .null }
}
