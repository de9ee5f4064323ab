import HeatDeath

// A form, told in lines.
extension Form {
  func remarks(in shell: Shell, _ format: NumberFormat) -> [Remark] {
    guard let context = shell.run?.context(in: shell, .spoken(shell.display)) else { return [] }
    let lines = content.lines(in: context)
    var keys = [advice]
    if content.choosesCategory {
      let order = Self.areLetters(Self.labels(in: shell)) ? "" : ", A the first"
      keys.insert("letters choose a category\(order)", at: 0)
    }
    if lines.count > 1 { keys.insert("Up and Down choose a line, Left and Right change it", at: 0) }
    var remarks = [
      Remark(
        "title", "\(content.title): \(keys.joined(separator: "; "))", identity: content.title)
    ]
    for (index, line) in lines.enumerated() {
      let name = line.name.trimmingBlanks
      let text = index == self.line ? typing?.text : nil
      let value =
        switch text {
        case nil: line.value
        case "": "\(line.value), type a number"
        case let text?: text
        }
      remarks.append(
        Remark(
          "line \(name)", name.hasSuffix("=") ? "\(name) \(value)" : "\(name): \(value)",
          isTyped: hasText))
    }
    if lines.indices.contains(line), lines.count > 1 {
      remarks.append(Remark("choice", "line chosen: \(lines[line].name.trimmingBlanks)"))
    }
    let remark = typing?.error ?? content.remark(in: context)
    return remarks + [Remark("remark", remark, isTyped: hasText)]
  }

  var hasText: Bool { typing.map { !$0.text.isEmpty } ?? false }
}

extension String {
  fileprivate var trimmingBlanks: String { split(separator: " ").joined(separator: " ") }
}
