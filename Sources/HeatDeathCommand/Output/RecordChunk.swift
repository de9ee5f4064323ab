/// Records on their way from the thread that made them to the output.
struct RecordChunk: Sendable {
  /// Whole lines.
  var bytes: [UInt8]
  /// How many of the bytes come before the end of the last run that ends in them.
  var finishedByteCount: Int
  /// How many runs end in them.
  var finishedRunCount: Int
}
