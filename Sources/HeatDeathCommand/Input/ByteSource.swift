/// A finite sequence of bytes that can be read again from the start.
protocol ByteSource {
  /// What messages call it.
  var name: String { get }

  /// Fills the buffer from its start.
  ///
  /// - Returns: the number of bytes read, 0 only at the end.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> Int

  /// Goes back to the first byte.
  mutating func rewind() throws(DataError)
}
