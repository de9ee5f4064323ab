extension Unicode.Scalar {
  /// Whether the character shows nothing but changes how others stand: format and bidirectional
  /// controls, line and paragraph separators.
  public var isFormatControl: Bool {
    // Between these there are none, and most of what is drawn: Greek, arrows, lines, Braille.
    guard value >= 0xAD, !(0xAE..<0x600).contains(value), !(0x2070..<0xFEFF).contains(value)
    else { return false }
    return switch properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// The character by its number, such as `\u{202E}`.
  public var writtenOut: String { "\\u{\(String(value, radix: 16, uppercase: true))}" }
}

extension String {
  /// The text for people's eyes: format controls are written out, as in `\u{202E}`, so that no label
  /// turns the text around it or looks like another. Everything else stays.
  public var withFormatsWrittenOut: String {
    // ASCII has none, and is most of what is drawn.
    guard utf8.contains(where: { $0 >= 0x80 }),
      unicodeScalars.contains(where: \.isFormatControl)
    else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.isFormatControl {
        text += scalar.writtenOut
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension String {
  /// The text as one line for people's eyes: control characters are written out as well, so that none
  /// of a label moves the cursor or ends the line.
  public var withControlsWrittenOut: String {
    guard unicodeScalars.contains(where: \.isControl) else { return withFormatsWrittenOut }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.isControl { text += scalar.writtenOut } else { text.unicodeScalars.append(scalar) }
    }
    return text.withFormatsWrittenOut
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { value < 0x20 || (0x7F..<0xA0).contains(value) }
}
