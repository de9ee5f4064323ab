/// What a program must leave as it was: all that outlives the characters on the screen.
struct TerminalState: Hashable {
  var modes: Set<Int>
  var standardModes: Set<Int>
  var region: ClosedRange<Int>
  var style: ScreenStyle
  var characterSets: [Character]
  var characterSet: Int
  var keypadIsNumeric: Bool
}

extension VirtualTerminal {
  var state: TerminalState {
    TerminalState(
      modes: modes, standardModes: standardModes, region: region, style: style,
      characterSets: characterSets, characterSet: characterSet, keypadIsNumeric: keypadIsNumeric)
  }
}
