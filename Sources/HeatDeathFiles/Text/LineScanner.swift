/// Cuts a text into lines.
///
/// A line ends with LF, CR or CRLF. It is a label as somebody printed it: case and what is inside stay,
/// white space around it goes, and a tab inside is a blank. Blank lines are left out.
///
/// - Complexity: O(length); memory for the distinct lines.
struct LineScanner: UnitScanner {
  private var table = ScalarTable()
  private var lines = UnitTable()
  private let longest: Int

  /// The line so far, without white space at its start.
  private var line: [UInt8] = []
  /// How many bytes it has to the end of the last character that is no white space.
  private var trimmedCount = 0
  /// Whether anything came since the last line's end.
  private var isOpen = false
  private var followsCR = false
  private var isAtStart = true

  /// - Parameter longest: how many bytes a line may have.
  init(longest: Int) { self.longest = longest }

  mutating func takeASCII<Sink: UnitSink>(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into sink: inout Sink
  ) throws(TextError) -> Int {
    var index = start
    while index < bytes.count, bytes[index] < 0x80 {
      let end = Self.endOfWord(bytes, from: index)
      if end > index {
        try append(bytes[index..<end])
        trimmedCount = line.count
        index = end
      } else {
        try take(bytes[index], at: index, in: bytes, into: &sink)
        index += 1
      }
    }
    return index
  }

  mutating func endPiece(after count: Int) {
    if count > 0 { isAtStart = false }
  }

  mutating func endText<Sink: UnitSink>(into sink: inout Sink) {
    if isOpen { endLine(into: &sink) }
  }

  private static func endOfWord(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] &- 0x21 < 0x7F - 0x21 { index += 1 }
    return index
  }

  /// Takes a blank or a control character.
  @inline(__always)
  private mutating func take<Sink: UnitSink>(
    _ byte: UInt8, at index: Int, in bytes: UnsafeBufferPointer<UInt8>, into sink: inout Sink
  ) throws(TextError) {
    switch byte {
    case 0x0A where followsCR: followsCR = false
    case 0x0A, 0x0D:
      endLine(into: &sink)
      followsCR = byte == 0x0D
    case 0x20: try appendSpace(bytes[index...index])
    case 0x09, 0x0B, 0x0C: try appendBlank(at: index)
    case 0: throw .nul(offset: index)
    default: throw .control(UInt32(byte), offset: index)
    }
  }

  mutating func take<Sink: UnitSink>(
    _ value: UInt32, _ bytes: Slice<UnsafeBufferPointer<UInt8>>, into sink: inout Sink
  ) throws(TextError) {
    // The byte order mark is none of the text.
    if value == 0xFEFF, isAtStart, bytes.startIndex == 0 { return }
    switch table[value].kind {
    case .space:
      // White space that is a control character, or would break the line.
      if [0x85, 0x2028, 0x2029].contains(value) {
        try appendBlank(at: bytes.startIndex)
      } else {
        try appendSpace(bytes)
      }
    case .control: throw .control(value, offset: bytes.startIndex)
    default:
      try append(bytes)
      trimmedCount = line.count
    }
  }

  private mutating func appendBlank(at index: Int) throws(TextError) {
    followsCR = false
    isOpen = true
    if line.isEmpty { return }
    guard line.count < longest else { throw .tooLong(.lines, limit: longest, offset: index) }
    line.append(0x20)
  }

  private mutating func appendSpace(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>
  ) throws(TextError) {
    if line.isEmpty { isOpen = true } else { try append(bytes) }
    followsCR = false
  }

  @inline(__always)
  private mutating func append(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) throws(TextError) {
    followsCR = false
    isOpen = true
    guard line.count + bytes.count <= longest else {
      // A character that does not fit as a whole is where the line is too long.
      let offset = bytes[bytes.startIndex] < 0x80 ? longest - line.count : 0
      throw .tooLong(.lines, limit: longest, offset: bytes.startIndex + offset)
    }
    line.append(contentsOf: bytes)
  }

  private mutating func endLine<Sink: UnitSink>(into sink: inout Sink) {
    line.removeLast(line.count - trimmedCount)
    sink.add(
      line.isEmpty
        ? LeftOut.blankLines.rawValue : lines.number(of: line) + LeftOut.firstUnit)
    line.removeAll(keepingCapacity: true)
    trimmedCount = 0
    isOpen = false
  }

  func name(of number: Int) -> String { lines.name(number - LeftOut.firstUnit) }

  var extent: (count: Int, byteCount: Int) { lines.extent }
}
