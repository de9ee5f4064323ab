extension Unicode.Scalar {
  /// How many columns a terminal gives the character: 0 for controls, combining marks and format
  /// characters, 2 for wide East Asian characters and emoji, 1 otherwise.
  ///
  /// - Source: UAX #11, East Asian Width; ranges of class W and F of Unicode 15.
  public var terminalColumns: Int {
    if value < 0x20 || (0x7F..<0xA0).contains(value) { return 0 }
    if value < 0x300 { return value == 0xAD ? 0 : 1 }
    // Most of what is drawn, several times a frame: these take no look at Unicode's tables.
    if Self.isDrawn(value) { return 1 }
    // Hangul vowels and finals join the syllable before them.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator,
      .surrogate:
      return 0
    default:
      return Self.isWide(value) ? 2 : 1
    }
  }

  /// Whether terminals disagree about the width, so that whoever writes for one says where the next
  /// character stands: of spacing marks, which some join to the character before; of regional
  /// indicators, of which some make one flag of two; and of emoji, whose widths changed between
  /// versions of Unicode.
  public var hasDisputedWidth: Bool {
    guard value >= 0x903 else { return false }
    return properties.generalCategory == .spacingMark || properties.isEmojiPresentation
      || (0x1F1E6...0x1F1FF).contains(value) || (value >= 0x1F000 && properties.isEmoji)
  }

  /// Dashes, superscripts, arrows and mathematical signs, lines, blocks and shapes, Braille: none is
  /// wide or combining.
  private static func isDrawn(_ value: UInt32) -> Bool {
    switch value {
    case 0x2010..<0x2028, 0x2070..<0x20A0, 0x2100..<0x231A, 0x2500..<0x25FD, 0x2800..<0x2900: true
    default: false
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    return wideRanges.contains { $0.contains(value) }
  }

  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0,
    0x23F3...0x23F3, 0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F,
    0x2693...0x2693, 0x26A1...0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5,
    0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA, 0x26F2...0x26F3, 0x26F5...0x26F5,
    0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728,
    0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
    0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55,
    0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x18AFF, 0x1AFF0...0x1B2FF, 0x1F004...0x1F004, 0x1F0CF...0x1F0CF,
    0x1F18E...0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F320, 0x1F32D...0x1F335, 0x1F337...0x1F37C,
    0x1F37E...0x1F393, 0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0, 0x1F3F4...0x1F3F4,
    0x1F3F8...0x1F43E, 0x1F440...0x1F440, 0x1F442...0x1F4FC, 0x1F4FF...0x1F53D, 0x1F54B...0x1F54E,
    0x1F550...0x1F567, 0x1F57A...0x1F57A, 0x1F595...0x1F596, 0x1F5A4...0x1F5A4, 0x1F5FB...0x1F64F,
    0x1F680...0x1F6C5, 0x1F6CC...0x1F6CC, 0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6D7, 0x1F6DC...0x1F6DF,
    0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC, 0x1F7E0...0x1F7EB, 0x1F7F0...0x1F7F0, 0x1F90C...0x1F93A,
    0x1F93C...0x1F945, 0x1F947...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
  ]
}

extension String {
  /// The columns the text takes on a terminal, its format controls written out.
  public var terminalColumns: Int {
    // Nearly every text that is drawn, several times a frame.
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return utf8.count }
    return withFormatsWrittenOut.unicodeScalars.reduce(0) { $0 + $1.terminalColumns }
  }

  /// The text cut to `columns` columns, format controls written out, with `mark` as its last character where anything was cut.
  public func truncated(toColumns columns: Int, mark: Unicode.Scalar = "…") -> String {
    guard terminalColumns > columns else { return self }
    guard columns > 0 else { return "" }
    var kept = String.UnicodeScalarView()
    var used = 0
    for scalar in withFormatsWrittenOut.unicodeScalars {
      let width = scalar.terminalColumns
      if used + width > columns - mark.terminalColumns { break }
      kept.append(scalar)
      used += width
    }
    kept.append(mark)
    return String(kept)
  }
}
