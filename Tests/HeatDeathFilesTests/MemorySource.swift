@testable import HeatDeathFiles

/// Bytes in memory, handed out in pieces of a given size.
struct MemorySource: ByteSource {
  let name: String
  private let bytes: [UInt8]
  private let pieceSize: Int
  private var offset = 0

  init(name: String, bytes: [UInt8], pieceSize: Int = .max) {
    self.name = name
    self.bytes = bytes
    self.pieceSize = pieceSize
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
    let count = min(buffer.count, pieceSize, bytes.count - offset)
    bytes.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + count)]))
    }
    offset += count
    return count
  }
}
