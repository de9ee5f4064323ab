/// Cuts bytes that come in pieces of any size into lines, in memory for one line.
struct LineAssembler {
  /// The bytes of the line that has no end yet.
  private(set) var rest: [UInt8] = []
  /// How many lines were handed out or passed over.
  private(set) var lineCount = 0
  /// How many lines were too long.
  private(set) var overlongCount = 0
  private var isOverlong = false
  private var lastWasCR = false

  /// What a line may have: 10⁵ categories take some megabytes.
  static let longestLine = 1 << 26

  /// Calls `body` with every line that ends in the piece and with its number, without its end; LF,
  /// CR LF and CR end a line.
  ///
  /// - Complexity: O(length).
  mutating func append(
    _ bytes: UnsafeRawBufferPointer, _ body: (ArraySlice<UInt8>, Int) throws -> Void
  ) rethrows {
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x0A, lastWasCR, index == start, rest.isEmpty {
        // The second half of CR LF.
        lastWasCR = false
        index += 1
        start = index
        continue
      }
      lastWasCR = false
      guard byte == 0x0A || byte == 0x0D else {
        index += 1
        continue
      }
      try end(bytes[start..<index], body)
      lastWasCR = byte == 0x0D
      index += 1
      start = index
    }
    keep(bytes[start...])
  }

  /// Ends the last line, where it has no end of its own.
  ///
  /// - Returns: whether there was one.
  mutating func finish(_ body: (ArraySlice<UInt8>, Int) throws -> Void) rethrows -> Bool {
    guard !rest.isEmpty else { return false }
    try end(UnsafeRawBufferPointer(start: nil, count: 0)[...], body)
    return true
  }

  /// Forgets the line that has no end yet, and counts lines from 1 again.
  mutating func restart() { self = LineAssembler() }

  private mutating func keep(_ piece: Slice<UnsafeRawBufferPointer>) {
    guard !isOverlong else { return }
    if rest.count + piece.count > Self.longestLine {
      isOverlong = true
      rest = []
    } else {
      rest.append(contentsOf: piece)
    }
  }

  private mutating func end(
    _ piece: Slice<UnsafeRawBufferPointer>, _ body: (ArraySlice<UInt8>, Int) throws -> Void
  ) rethrows {
    keep(piece)
    lineCount += 1
    if isOverlong {
      isOverlong = false
      overlongCount += 1
      return
    }
    let line = rest
    rest.removeAll(keepingCapacity: true)
    var text = line[...]
    if lineCount == 1, text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    try body(text, lineCount)
  }
}
