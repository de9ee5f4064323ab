/// Cuts what a terminal sends into characters, sequences and strings: the grammar of ECMA-48, byte
/// by byte, with nothing but the grammar deciding where a unit ends.
///
/// A sequence may come in pieces with pauses between them, and none of its characters is ever a key.
/// A control string ends at ST, at BEL, as terminals also write it, or with what breaks it off: CAN,
/// SUB, or an escape. What is longer than anything of use is dropped as a whole.
///
/// Only one thing takes a clock: an escape alone is a key, and the beginning of nearly everything
/// else. The parser's owner tells when nothing followed.
///
/// - Source: ECMA-48, 5.2 to 5.6; for what real terminals do beside it, XTerm Control Sequences by
///   Moy, Gildea and Dickey, and console_codes(4).
struct InputParser {
  private var state = State.ground
  private var characters = UTF8Assembler()
  /// The unit that is not complete yet.
  private var buffer: [UInt8] = []
  private let irregular: IrregularSequences

  private enum State: Hashable {
    case ground
    /// After an escape, which may have been given out as a key already.
    case escape(isGivenOut: Bool)
    /// Within an escape sequence with intermediate bytes.
    case intermediate
    /// Within a key's sequence that ECMA-48 knows nothing of.
    case irregular
    case controlSequence
    case singleShift
    /// After `CSI [`, with which the Linux console begins F1 to F5.
    case consoleFunction
    /// Within a mouse report of the older coding: bytes to go.
    case oldMouse(Int)
    case string(InputToken.Introducer)
    /// After an escape within a string, which may be the first half of ST.
    case stringEscape(InputToken.Introducer)
    case paste
  }

  /// What a pause would mean.
  enum Waiting: Hashable {
    /// Nothing: all is complete.
    case nothing
    /// That what came is keys.
    case keys
    /// That the escape given out as a key was one.
    case escape
    /// That the rest of a sequence, a string or a paste may never come.
    case rest
  }

  /// Bytes kept of a sequence or a string; the longest of use is a colour of some thirty.
  static let longest = 256
  /// Bytes kept of a paste.
  static let longestPaste = 16_384

  private static let pasteStart = Array("\u{1B}[200~".utf8)
  private static let pasteEnds = [Array("\u{1B}[201~".utf8), [0x9B] + Array("201~".utf8)]

  init(irregular: IrregularSequences = IrregularSequences()) { self.irregular = irregular }

  var waiting: Waiting {
    switch state {
    case .ground: .nothing
    case .escape(isGivenOut: false), .irregular: .keys
    case .escape(isGivenOut: true): .escape
    default: .rest
    }
  }

  /// The units that are complete with `bytes`.
  mutating func tokens(_ bytes: some Sequence<UInt8>) -> [InputToken] {
    var tokens: [InputToken] = []
    for byte in bytes { take(byte, into: &tokens) }
    return tokens
  }

  /// Nothing follows for now: an escape alone is a key. What seems to be its rest is still taken for
  /// that, until ``letGo()``.
  mutating func pause() -> [InputToken] {
    switch state {
    case .escape(isGivenOut: false):
      state = .escape(isGivenOut: true)
      return [.character("\u{1B}")]
    case .irregular: return giveOut()
    default: return []
    }
  }

  /// The rest of what has begun will not come.
  mutating func letGo() -> [InputToken] {
    defer { state = .ground }
    return state == .paste ? [.paste(buffer)] : []
  }
}

// MARK: - States

extension InputParser {
  private mutating func take(_ byte: UInt8, into tokens: inout [InputToken]) {
    switch state {
    case .oldMouse(let count) where byte >= 0x20: state = count > 1 ? .oldMouse(count - 1) : .ground
    case .paste: takePasted(byte, into: &tokens)
    default: for scalar in characters.take(byte) { take(scalar, into: &tokens) }
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar, into tokens: inout [InputToken]) {
    while !advance(scalar, into: &tokens) {}
  }

  /// Takes one character; false where it ended what came before it and is to be looked at again.
  private mutating func advance(
    _ scalar: Unicode.Scalar, into tokens: inout [InputToken]
  ) -> Bool {
    let code = scalar.value
    if code == 0x18 || code == 0x1A, waiting == .rest {
      state = .ground
      return true
    }
    switch (state, code) {
    case (.ground, _): begin(scalar, into: &tokens)

    case (.escape(isGivenOut: false), ..<0x80) where irregular.knows([0x1B, UInt8(code)]):
      buffer = [0x1B]
      continueIrregular(UInt8(code), into: &tokens)
    case (.irregular, ..<0x80) where irregular.knows(buffer + [UInt8(code)]):
      continueIrregular(UInt8(code), into: &tokens)
    case (.irregular, _):
      tokens += giveOut()
      return false

    case (.escape, 0x40...0x5F) where InputToken.Introducer(rawValue: code + 0x40) != nil:
      introduce(code + 0x40)
    // ST without its string, and what takes an escape back.
    case (.escape(isGivenOut: false), 0x5C), (.escape(isGivenOut: false), 0x18),
      (.escape(isGivenOut: false), 0x1A):
      state = .ground
    case (.escape(isGivenOut: false), 0x20...0x2F):
      buffer = [0x1B, UInt8(code)]
      state = .intermediate
    case (.escape(let isGivenOut), _):
      if !isGivenOut { tokens.append(.character("\u{1B}")) }
      state = .ground
      return false

    case (.controlSequence, 0x5B) where buffer.count == 2:
      keep(code)
      state = .consoleFunction
    case (.controlSequence, 0x4D) where buffer.count == 2: state = .oldMouse(3)
    case (.intermediate, 0x20...0x2F), (.controlSequence, 0x20...0x3F), (.singleShift, 0x20...0x3F):
      keep(code)
    case (.intermediate, 0x30...0x7E), (.controlSequence, 0x40...0x7E),
      (.singleShift, 0x40...0x7E), (.consoleFunction, 0x20...0x7E):
      keep(code)
      end(into: &tokens)

    case (.string(let introducer), 0x1B): state = .stringEscape(introducer)
    case (.string(let introducer), 0x07), (.string(let introducer), 0x9C),
      (.stringEscape(let introducer), 0x5C):
      state = .ground
      if buffer.count <= Self.longest { tokens.append(.string(introducer, content: buffer)) }
    // An escape that ended a string and a new one.
    case (.stringEscape, 0x1B): state = .escape(isGivenOut: false)
    case (.stringEscape, _):
      state = .escape(isGivenOut: false)
      return false
    case (.string, _) where InputToken.Introducer(rawValue: code) != nil: introduce(code)
    case (.string, _): for byte in String(scalar).utf8 { keep(UInt32(byte)) }

    // What belongs into no sequence breaks it off.
    default:
      state = .ground
      return false
    }
    return true
  }

  private mutating func begin(_ scalar: Unicode.Scalar, into tokens: inout [InputToken]) {
    switch scalar.value {
    case 0x1B: state = .escape(isGivenOut: false)
    case 0x80...0x9F: introduce(scalar.value)
    case ..<0x20, 0x7F:
      buffer = []
      if irregular.knows([UInt8(scalar.value)]) {
        continueIrregular(UInt8(scalar.value), into: &tokens)
      } else {
        tokens.append(.character(scalar))
      }
    default: tokens.append(.character(scalar))
    }
  }

  /// Begins what a control character of C1 introduces; the others are nothing here.
  private mutating func introduce(_ code: UInt32) {
    state = .ground
    guard let introducer = InputToken.Introducer(rawValue: code) else { return }
    switch introducer {
    case .controlSequence:
      buffer = introducer.sevenBits
      state = .controlSequence
    case .singleShift:
      buffer = introducer.sevenBits
      state = .singleShift
    default:
      buffer = []
      state = .string(introducer)
    }
  }

  /// Keeps a byte, and beyond what is of use only the knowledge that there were more.
  private mutating func keep(_ byte: UInt32) {
    if buffer.count <= Self.longest { buffer.append(UInt8(byte)) }
  }

  private mutating func end(into tokens: inout [InputToken]) {
    state = .ground
    if buffer == Self.pasteStart {
      buffer = []
      state = .paste
    } else if buffer.count <= Self.longest {
      tokens.append(.sequence(buffer))
    }
  }
}

// MARK: - Keys of their own grammar

extension InputParser {
  private mutating func continueIrregular(_ byte: UInt8, into tokens: inout [InputToken]) {
    buffer.append(byte)
    if irregular.isWhole(buffer) {
      state = .ground
      tokens.append(.sequence(buffer))
    } else {
      state = .irregular
    }
  }

  /// Makes characters of the beginning of what turned out to be no key's sequence.
  private mutating func giveOut() -> [InputToken] {
    state = .ground
    return buffer.map { .character(Unicode.Scalar($0)) }
  }
}

// MARK: - Pastes

extension InputParser {
  private mutating func takePasted(_ byte: UInt8, into tokens: inout [InputToken]) {
    // Kept beyond the bound: the last bytes, which may be its end.
    let last = Self.pasteEnds[0].count
    if buffer.count == Self.longestPaste + last { buffer.remove(at: Self.longestPaste) }
    buffer.append(byte)
    for end in Self.pasteEnds where buffer.suffix(end.count) == end[...] {
      state = .ground
      tokens.append(.paste(Array(buffer.dropLast(end.count).prefix(Self.longestPaste))))
      return
    }
  }
}
