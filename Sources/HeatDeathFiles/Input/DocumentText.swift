/// A document that is read as a whole, as text.
struct DocumentText {
  /// What messages call it.
  let source: String
  let text: String

  /// Reads a file in UTF-8 or UTF-16; `-` is standard input.
  ///
  /// - Parameter kind: what it is, as in `a lesson`.
  /// - Throws: ``DataError`` where it cannot be read, has more than `limit` bytes, or is no text.
  init(path: String, upTo limit: Int, _ kind: String) throws(DataError) {
    var file = TranscodingSource(try InputFile(path: path))
    let bytes = try file.readAll(upTo: limit, accepted: kind)
    source = file.name
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DataError(source: source, "is not UTF-8; accepted: \(kind) in UTF-8 or UTF-16")
    }
    self.text = text
  }
}
