import Foundation

/// A folder that disappears with the value that holds it.
public final class TemporaryFolder: Sendable {
  public let root: String

  public init() throws {
    var template = Array((NSTemporaryDirectory() + "/heatdeath-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    root = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  public func path(_ name: String) -> String { root + "/" + name }

  @discardableResult
  public func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  public func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// The names in the folder.
  public var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted()
  }
}

extension TemporaryFolder {
  /// Writes behind what a file has, or makes it.
  public func append(_ name: String, _ text: String) throws {
    guard let file = fopen(path(name), "a") else {
      throw POSIXError(.init(rawValue: errno) ?? .EIO)
    }
    fputs(text, file)
    fclose(file)
  }

  /// Makes a file empty, in its place.
  public func cut(_ name: String) throws {
    guard truncate(path(name), 0) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
  }

  /// Gives a file another name.
  public func rename(_ name: String, _ other: String) throws {
    try FileManager.default.moveItem(atPath: path(name), toPath: path(other))
  }
}
