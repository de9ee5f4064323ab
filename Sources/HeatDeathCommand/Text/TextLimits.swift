/// What a text may ask of memory.
struct TextLimits: Hashable, Sendable {
  /// The longest word or line, in bytes of UTF-8.
  var unitLength = 1 << 16
  /// How many different units there may be.
  var unitCount = 1 << 24
  /// How many bytes the names of all units may have together.
  var nameBytes = 1 << 30
}
