/// A source whose bytes come out as UTF-8: those of UTF-16 are written anew, all others pass.
///
/// - Complexity: O(1) memory; nothing is copied where the source is UTF-8.
struct TranscodingSource<Base: ByteSource>: ByteSource {
  private var base: Base
  /// What the first bytes say, known once the first read has returned.
  private(set) var encoding: TextEncoding?
  /// Bytes ready to be handed out, and how many of them have been.
  private var ready: [UInt8] = []
  private var readyOffset = 0
  private var decoder = UTF16Decoder(isBigEndian: false)
  private var isAtEnd = false

  init(_ base: Base) { self.base = base }

  var name: String { base.name }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
    if encoding == nil { try probe() }
    while readyOffset == ready.count {
      guard case .utf16 = encoding, !isAtEnd else {
        return isAtEnd ? 0 : try base.read(into: buffer)
      }
      ready = []
      readyOffset = 0
      let piece = try nextPiece(ofSize: 1 << 16)
      isAtEnd = piece.isEmpty
      try decode(piece)
    }
    let count = min(buffer.count, ready.count - readyOffset)
    ready.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[readyOffset...].prefix(count)))
    }
    readyOffset += count
    return count
  }

  /// Reads the first bytes, however small the pieces that they come in, until they tell: who types
  /// them should not have to type more.
  private mutating func probe() throws(DataError) {
    var first: [UInt8] = []
    while !TextEncoding.isSettled(by: first), !isAtEnd {
      let piece = try nextPiece(ofSize: TextEncoding.probeSize - first.count)
      isAtEnd = piece.isEmpty
      first += piece
    }
    let encoding = TextEncoding(firstBytes: first)
    self.encoding = encoding
    switch encoding {
    case .utf8: ready = first
    case .utf16(let isBigEndian):
      decoder = UTF16Decoder(isBigEndian: isBigEndian)
      try decode(first[...])
      if isAtEnd { try decode([]) }
    case .utf32: throw DataError(source: name, "is UTF-32; accepted: UTF-8 or UTF-16")
    }
  }

  private mutating func nextPiece(ofSize size: Int) throws(DataError) -> ArraySlice<UInt8> {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 1)
    defer { buffer.deallocate() }
    let count = try base.read(into: buffer)
    return ArraySlice(buffer[..<count])
  }

  /// Decodes a piece; an empty one ends the text.
  private mutating func decode(_ piece: ArraySlice<UInt8>) throws(DataError) {
    let isWhole = piece.isEmpty ? decoder.isWhole : decoder.decode(piece, into: &ready)
    guard isWhole else {
      throw DataError(
        source: name, place: .byte(decoder.byteCount + 1, line: decoder.newlineCount + 1),
        "is no \(encoding?.name ?? "UTF-16"): half a character; accepted: UTF-8 or UTF-16 text")
    }
  }
}

/// Turns the bytes of UTF-16, which come in pieces of any size, into those of UTF-8.
struct UTF16Decoder {
  let isBigEndian: Bool
  /// How many bytes of whole characters there were.
  private(set) var byteCount = 0
  private(set) var newlineCount = 0
  private var halfUnit: UInt8?
  private var highSurrogate: UInt32?

  init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

  /// Whether nothing is missing after the bytes so far.
  var isWhole: Bool { halfUnit == nil && highSurrogate == nil }

  /// Decodes a piece and appends it.
  ///
  /// - Returns: whether every surrogate had its partner; after `false`, ``byteCount`` is the place.
  mutating func decode(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) -> Bool {
    for byte in bytes {
      guard let first = halfUnit else {
        halfUnit = byte
        continue
      }
      halfUnit = nil
      let unit = isBigEndian ? UInt32(first) << 8 | UInt32(byte) : UInt32(byte) << 8 | UInt32(first)
      guard append(unit, to: &text) else { return false }
    }
    return true
  }

  private mutating func append(_ unit: UInt32, to text: inout [UInt8]) -> Bool {
    var value = unit
    if let high = highSurrogate {
      guard (0xDC00...0xDFFF).contains(unit) else { return false }
      value = 0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00)
      highSurrogate = nil
    } else if (0xD800...0xDBFF).contains(unit) {
      highSurrogate = unit
      return true
    }
    // A low surrogate alone is no scalar.
    guard let scalar = Unicode.Scalar(value) else { return false }
    // The byte order mark says what has been understood.
    if !(byteCount == 0 && value == 0xFEFF) { text.append(contentsOf: UTF8.encode(scalar)!) }
    byteCount += value > 0xFFFF ? 4 : 2
    if scalar == "\n" { newlineCount += 1 }
    return true
  }
}
