import Glibc
import TerminalDrawing

/// Where the keys of a ``PlainTerminal`` come from.
protocol KeySource: AnyObject {
  /// What to poll.
  var descriptor: Int32 { get }
  /// Whether Enter sends a line of keys that were typed before it, and is no key itself.
  var comesInLines: Bool { get }
  /// What is there to read, after `descriptor` became readable.
  func read(limit: Int) -> KeyBytes
}

enum KeyBytes {
  case some([UInt8])
  /// No more will come.
  case end
  /// The terminal is gone.
  case gone
}

/// A terminal, in modes of its own.
final class KeyboardKeys: KeySource {
  let keyboard: Keyboard

  init(_ keyboard: consuming Keyboard) { self.keyboard = keyboard }

  var descriptor: Int32 { keyboard.descriptor }
  var comesInLines: Bool { false }

  func read(limit: Int) -> KeyBytes { keyboard.read(limit: limit).map(KeyBytes.some) ?? .gone }
}

/// A pipe, a file or a device that is no terminal.
final class StreamKeys: KeySource {
  let descriptor: Int32

  init(descriptor: Int32) { self.descriptor = descriptor }

  var comesInLines: Bool { true }

  func read(limit: Int) -> KeyBytes {
    var error: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { space, count in
      let taken = Glibc.read(descriptor, space.baseAddress, limit)
      if taken < 0 { error = errno }
      count = max(0, taken)
    }
    if error == EINTR || error == EAGAIN { return .some([]) }
    // What cannot be read, as a directory, has no keys.
    return bytes.isEmpty ? .end : .some(bytes)
  }
}
