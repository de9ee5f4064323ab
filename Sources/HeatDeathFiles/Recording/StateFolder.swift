import Glibc
import HeatDeath

/// Where runs that were changed are kept, so that the command that repeats one can always be printed:
/// `$XDG_STATE_HOME/heatdeath`, which is `~/.local/state/heatdeath` unless it says otherwise.
///
/// - Source: XDG Base Directory Specification 0.8. A path that is not absolute is ignored.
package struct StateFolder {
  /// How many recordings stay: the newest.
  static let capacity = 20

  private let path: String

  /// - Returns: `nil` where the environment names no folder.
  package init?(environment: (String) -> String? = UserFolder.environment) {
    let folder = UserFolder.path("XDG_STATE_HOME", beneathHome: ".local/state", environment)
    guard let folder else { return nil }
    path = folder + "/heatdeath"
  }

  /// Keeps a recording where the environment says.
  ///
  /// - Returns: the file's path.
  package static func kept(_ recording: Recording) throws(OutputError) -> String {
    guard let folder = StateFolder() else {
      throw OutputError("XDG_STATE_HOME and HOME", "name no folder")
    }
    return try folder.keep(recording)
  }

  /// Writes a recording to a new file, and removes the oldest beyond ``capacity``.
  ///
  /// - Returns: the file's path.
  /// - Throws: ``OutputError`` where it cannot be written.
  package func keep(_ recording: Recording) throws(OutputError) -> String {
    try makeFolder()
    let text = RecordingDocument(recording).description
    var number = (numbers().max() ?? 0) + 1
    while true {
      let file = self.file(number)
      do throws(OutputError) {
        try TextFile.write(text, to: file, replacing: false)
      } catch {
        // Another session has just taken this number.
        guard error.code == EEXIST, number < Self.largestNumber else { throw error }
        number += 1
        continue
      }
      for old in numbers() where old <= number - Self.capacity { unlink(self.file(old)) }
      return file
    }
  }

  private func file(_ number: Int) -> String { "\(path)/recording-\(number).toml" }

  private static let largestNumber = 1_000_000_000

  /// The folder and those above it, for nobody else to read.
  private func makeFolder() throws(OutputError) {
    var parent = ""
    for part in path.split(separator: "/") {
      parent += "/" + part
      guard mkdir(parent, 0o700) != 0 else { continue }
      let code = errno
      var status = stat()
      guard stat(parent, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        throw OutputError(parent, "cannot be created", code)
      }
    }
  }

  /// The numbers of the recordings there.
  private func numbers() -> [Int] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var numbers: [Int] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.hasPrefix("recording-"), name.hasSuffix(".toml"),
        let number = Int(name.dropFirst(10).dropLast(5)), (1..<Self.largestNumber).contains(number)
      else { continue }
      numbers.append(number)
    }
    return numbers
  }
}
