import TerminalDrawing

/// A text found in the input, as it stands in a message: in quotes, control and invisible
/// characters escaped, and cut with an ellipsis after 40 characters.
package func quoted(_ text: some StringProtocol) -> String {
  var result = "\""
  for character in text.prefix(40) {
    for scalar in character.unicodeScalars.prefix(8) {
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        result += scalar.writtenOut
      default:
        result.unicodeScalars.append(scalar)
      }
    }
  }
  if text.dropFirst(40).first != nil { result += "…" }
  return result + "\""
}
