import Foundation
import Testing

/// A folder that disappears with the value that holds it.
final class TemporaryFolder: Sendable {
  let root: String

  init() throws {
    var template = Array((NSTemporaryDirectory() + "/heatdeath-XXXXXX").utf8CString)
    let made = mkdtemp(&template) != nil
    try #require(made, "no temporary folder")
    root = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func path(_ name: String) -> String { root + "/" + name }

  @discardableResult
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// The names in the folder.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted()
  }
}
