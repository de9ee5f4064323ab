import Glibc

/// The entries of the terminfo database that are installed, one name for each.
enum TerminfoEntry {
  /// Where ncurses-base and ncurses-term put them.
  private static let directories = ["/lib/terminfo", "/usr/share/terminfo"]

  /// Whether there is one of this name.
  static func exists(_ name: String) -> Bool {
    directories.contains { access("\($0)/\(name.prefix(1))/\(name)", R_OK) == 0 }
  }

  static var names: [String] {
    var found: [String: String] = [:]
    for directory in directories {
      for letter in ProcessRecord.names(in: directory) {
        for name in ProcessRecord.names(in: "\(directory)/\(letter)") {
          guard let target = realpath("\(directory)/\(letter)/\(name)", nil) else { continue }
          defer { free(target) }
          // Aliases are links, or hard links: the shortest name stands for all of them.
          var status = stat()
          stat(target, &status)
          let file = "\(status.st_dev) \(status.st_ino)"
          if let other = found[file], (other.count, other) < (name.count, name) { continue }
          found[file] = name
        }
      }
    }
    return found.values.sorted()
  }
}
