/// What stands for an option in a file.
enum DocumentValue: Hashable, Sendable {
  case real(Double)
  case integer(Int64)
  case truth(Bool)
  case text(String)
  case list([DocumentValue])

  /// As JSON. It has no infinity, so that is the text `inf`, which options read, too.
  var json: JSONValue {
    switch self {
    case .real(let value): value.isFinite ? .number(value) : .text("\(value)")
    case .integer(let value): .integer(value)
    case .truth(let value): .boolean(value)
    case .text(let value): .text(value)
    case .list(let items): .list(items.map(\.json))
    }
  }

  /// As the command line has it.
  var optionText: String {
    switch self {
    case .real(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .truth(let value): "\(value)"
    case .text(let value): value
    case .list(let items): CSVRecord.written(items.map(\.optionText))
    }
  }
}
