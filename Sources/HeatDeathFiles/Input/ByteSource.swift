/// A sequence of bytes that is read once, to its end or as far as is wanted.
protocol ByteSource {
  /// What messages call it.
  var name: String { get }

  /// Fills the buffer from its start.
  ///
  /// - Returns: the number of bytes read, 0 only at the end.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> Int
}

extension ByteSource {
  /// All bytes to the end.
  ///
  /// - Throws: ``DataError`` for more than `limit` bytes, and at a NUL byte, so that an endless
  ///   binary device is refused before memory is full.
  mutating func readAll(upTo limit: Int, accepted: String) throws(DataError) -> [UInt8] {
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try read(into: buffer)
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
      let failure = bytes.withUnsafeBufferPointer { bytes in
        bytes[(bytes.count - count)...].firstIndex(of: 0).map { offset in
          TextPosition().dataError(.nul(offset: offset), in: bytes, source: name)
        }
      }
      if let failure { throw failure }
      guard bytes.count <= limit else {
        throw DataError(source: name, "is larger than \(limit) bytes; accepted: \(accepted)")
      }
    }
  }
}
