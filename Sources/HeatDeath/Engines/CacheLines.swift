/// 64-bit words in whole lines of a processor's cache, eight to a line: an array with its first
/// element at the start of a line.
///
/// The elements of an Array start 16, 32 or 48 bytes into a line, so that most blocks of eight
/// words lie across two lines; where each block is waited for, that is twice the wait.
///
/// A value: a copy shares its words until one of the two changes them.
struct CacheLines<Word: FixedWidthInteger & BitwiseCopyable & Sendable>: Sendable {
  private static var lineSize: Int { 64 }

  // Immutable while shared, hence safe to send: every change goes through `makeUnique`.
  private final class Storage: @unchecked Sendable {
    let words: UnsafeMutableBufferPointer<Word>

    init(count: Int) {
      let bytes = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(count, 1) * MemoryLayout<Word>.stride, alignment: CacheLines.lineSize)
      words = UnsafeMutableBufferPointer(
        rebasing: bytes.bindMemory(to: Word.self)[0..<count])
    }

    deinit { UnsafeMutableRawPointer(words.baseAddress!).deallocate() }
  }

  private var storage: Storage

  /// All words zero.
  init(count: Int) {
    storage = Storage(count: count)
    storage.words.initialize(repeating: 0)
  }

  init(_ words: [Word]) {
    storage = Storage(count: words.count)
    _ = storage.words.initialize(fromContentsOf: words)
  }

  var count: Int { storage.words.count }

  subscript(index: Int) -> Word { storage.words[index] }

  func withUnsafeBufferPointer<Result>(
    _ body: (UnsafeBufferPointer<Word>) -> Result
  ) -> Result {
    withExtendedLifetime(storage) { body(UnsafeBufferPointer(storage.words)) }
  }

  /// - Complexity: O(n) where the words are shared, then and only then with an allocation.
  @inline(__always)
  mutating func withUnsafeMutableBufferPointer<Result>(
    _ body: (UnsafeMutableBufferPointer<Word>) -> Result
  ) -> Result {
    makeUnique()
    return withExtendedLifetime(storage) { body(storage.words) }
  }

  private mutating func makeUnique() {
    guard !isKnownUniquelyReferenced(&storage) else { return }
    let copy = Storage(count: count)
    _ = copy.words.initialize(from: storage.words)
    storage = copy
  }
}

extension Array where Element: FixedWidthInteger & BitwiseCopyable & Sendable {
  /// - Complexity: O(n).
  init(_ lines: CacheLines<Element>) {
    self = lines.withUnsafeBufferPointer { Array($0) }
  }
}
