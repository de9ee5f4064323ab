// The palette, told in lines.
extension CommandPalette {
  /// How many others that fit are named.
  private static let mostOthers = 3

  func remarks(in shell: Shell, _ format: NumberFormat) -> [Remark] {
    var remarks = [
      Remark("title", "commands: type a name; Tab completes, Up and Down choose, \(advice)")
    ]
    if let error {
      return remarks + [Remark("typed", text, isTyped: true), Remark("error", error)]
    }
    remarks.append(Remark("error", ""))
    guard !text.isEmpty || choice > 0 else { return remarks + [Remark("typed", "")] }
    let matches = matches(in: shell)
    let others = matches.indices.filter { $0 != choice }.prefix(Self.mostOthers).map {
      matches[$0].name
    }
    let typed = text.isEmpty ? "" : "typed: \(text)"
    remarks.append(Remark("typed", typed, isTyped: true))
    guard matches.indices.contains(choice) else {
      return remarks + [Remark("chosen", "nothing fits", isTyped: true)]
    }
    let entry = matches[choice]
    let needs =
      entry.obstacle
      ?? entry.command.map { "for example \(entry.name) \($0.example); accepted: \($0.accepted)" }
    let words = ["Enter does \(entry.name): \(entry.help)", needs].compactMap(\.self)
    remarks.append(Remark("chosen", words.joined(separator: "; "), isTyped: true))
    let rest = matches.count - 1
    if rest > 0 {
      let more = rest > others.count ? " and \(rest - others.count) more" : ""
      let names = others.joined(separator: ", ")
      remarks.append(Remark("others", "also \(names)\(more)", isTyped: true))
    }
    return remarks
  }

  var hasText: Bool { !text.isEmpty }
}
