import TOMLKit

/// Lines `key = value`, in the order given.
enum TOMLLines {
  static func written(_ entries: [(key: String, value: DocumentValue)]) -> [String] {
    entries.map { entry in
      switch entry.value {
      // The library writes seventeen digits; Swift the fewest that read back as the same double.
      case .real(let value): "\(entry.key) = \(value)"
      // A table of one key: the library quotes, the order of the keys is ours.
      case .truth(let value): "\(entry.key) = \(value)"
      case .integer(let value): TOMLTable([entry.key: Int(value)]).convert(to: .toml)
      case .text(let value): TOMLTable([entry.key: value]).convert(to: .toml)
      case .list(let items):
        TOMLTable([entry.key: TOMLArray(items.map(\.tomlValue))]).convert(to: .toml)
      }
    }
  }
}

extension DocumentValue {
  /// An item of a list.
  fileprivate var tomlValue: any TOMLValueConvertible {
    switch self {
    case .real(let value): value
    case .integer(let value): Int(value)
    case .truth(let value): value
    case .text(let value): value
    case .list(let items): TOMLArray(items.map(\.tomlValue))
    }
  }
}
