import TestSupport
import Testing

@testable import HeatDeathFiles

@Suite("UTF-16")
struct TextEncodingTests {
  private func utf16(_ text: String, isBigEndian: Bool, mark: Bool) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isBigEndian ? [high, low] : [low, high]
    }
  }

  private func readAll(_ bytes: [UInt8], pieceSize: Int = .max, bufferSize: Int = 7) throws -> (
    [UInt8], TextEncoding?
  ) {
    var source = TranscodingSource(MemorySource(name: "t", bytes: bytes, pieceSize: pieceSize))
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: bufferSize)
    while true {
      let count = try buffer.withUnsafeMutableBytes { buffer throws(DataError) in
        try source.read(into: buffer)
      }
      if count == 0 { return (result, source.encoding) }
      result += buffer[..<count]
    }
  }

  @Test("UTF-16 of either order, with a mark or without, comes out as UTF-8 in pieces of any size")
  func reading() throws {
    let text = String(repeating: "a,5\r\né 漢 😀,3\n", count: 20)
    for isBigEndian in [false, true] {
      for mark in [false, true] {
        // Without a mark the first characters must be Latin.
        let whole = mark ? text : String(repeating: "x", count: 40) + text
        for pieceSize in [1, 2, 3, 64, 65, 1 << 20] {
          let (bytes, encoding) = try readAll(
            utf16(whole, isBigEndian: isBigEndian, mark: mark), pieceSize: pieceSize)
          #expect(String(decoding: bytes, as: UTF8.self) == whole)
          #expect(encoding == .utf16(isBigEndian: isBigEndian))
        }
      }
    }
  }

  @Test("The first bytes that tell are enough")
  func settled() throws {
    struct Impatient: ByteSource {
      let name = "t"
      var isRead = false
      mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
        if isRead { throw DataError(source: name, "was asked for more") }
        isRead = true
        buffer.copyBytes(from: "a b\n".utf8)
        return 4
      }
    }
    var source = TranscodingSource(Impatient())
    var buffer = [UInt8](repeating: 0, count: 9)
    let count = try buffer.withUnsafeMutableBytes { buffer throws(DataError) in
      try source.read(into: buffer)
    }
    #expect(count == 4)
  }

  @Test("Everything else passes as it is")
  func others() throws {
    for bytes: [UInt8] in [
      [], [0x61], [0xFF], [0, 0], [0x61, 0, 0, 0x62], Array("\u{FEFF}é,1\n".utf8),
      [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0],
    ] {
      for pieceSize in [1, 100] {
        let (result, encoding) = try readAll(bytes, pieceSize: pieceSize)
        #expect(result == bytes && encoding == .utf8)
      }
    }
  }

  @Test(
    "What is no UTF-16, and UTF-32, is named as such with its place",
    arguments: [
      ([0xFF, 0xFE, 0x61], ["byte 3", "half a character"]),
      ([0xFF, 0xFE, 0x0A, 0, 0x00, 0xD8], ["line 2, byte 5", "UTF-16, little-endian"]),
      ([0xFE, 0xFF, 0xD8, 0, 0, 0x61], ["byte 3", "UTF-16, big-endian"]),
      ([0xFE, 0xFF, 0xDC, 0, 0, 0x61], ["byte 3"]),
      ([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], ["UTF-32", "UTF-8 or UTF-16"]),
      ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61], ["UTF-32"]),
    ] as [([UInt8], [String])])
  func refusals(bytes: [UInt8], parts: [String]) throws {
    let error = #expect(throws: DataError.self) { try readAll(bytes) }
    for part in parts { #expect(error?.description.contains(part) == true, "\(error!)") }
  }
}
