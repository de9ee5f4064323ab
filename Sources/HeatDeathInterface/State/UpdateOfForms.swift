import HeatDeath

extension InjectionForm {
  /// - Returns: why nothing changed, or `nil`.
  mutating func change(_ action: Action) -> String? {
    switch action {
    case .formLine: isOnSize.toggle()
    case .formChange(let steps) where isOnSize:
      let wanted = rung + (abs(steps) > 1 ? 3 * steps.signum() : steps)
      let next = max(0, min(Self.lastRung, wanted))
      if next == rung { return next == 0 ? "one sample is the least" : "no more than that" }
      rung = next
    case .formChange(let steps): choice = (choice + steps.signum() + choiceCount) % choiceCount
    case .formChoose(let category):
      guard category < categoryCount else { return noCategory(category) }
      choice = category
    default: break
    }
    return nil
  }
}

extension ExternalForm {
  /// - Returns: why nothing changed, or `nil`.
  mutating func change(_ action: Action) -> String? {
    switch action {
    case .formLine: isOnLaw.toggle()
    case .formChange(let steps) where isOnLaw:
      choice = (choice + steps.signum() + choiceCount) % choiceCount
    case .formChange(let steps):
      if !changeFraction(by: steps) { return steps > 0 ? "all samples already" : "none already" }
    case .formChoose(let category):
      guard category < categoryCount else { return noCategory(category) }
      choice = 2 + category
    default: break
    }
    return nil
  }
}

extension LoopForm {
  /// - Returns: why nothing changed, or `nil`.
  mutating func change(_ action: Action) -> String? {
    switch action {
    case .formLine(let steps): moveLine(by: steps)
    case .formChange(let steps):
      if !change(by: steps.signum()) { return "no further in this direction" }
    default: break
    }
    return nil
  }
}

private func noCategory(_ category: Int) -> String {
  "there is no category \(Scenario.defaultLabel(category)) here"
}
