import Glibc

/// What the kernel tells of a process under `/proc`.
struct ProcessRecord {
  let process: pid_t

  /// Every process there is.
  static var all: [ProcessRecord] {
    names(in: "/proc").compactMap { pid_t($0) }.map { ProcessRecord(process: $0) }
  }

  /// The name of its first thread.
  var name: String { text("comm").split(separator: "\n").first.map(String.init) ?? "" }

  /// Whether it waits for something.
  var isAsleep: Bool {
    text("status").split(separator: "\n").contains { $0.hasPrefix("State:\tS") }
  }

  /// Whether it has ended, and its parent has not asked how.
  var isZombie: Bool {
    text("status").split(separator: "\n").contains { $0.hasPrefix("State:\tZ") }
  }

  /// A number in `/proc/PID/io`, or -1: `wchar` are the bytes that it wrote.
  func input(_ field: String) -> Int {
    text("io").split(separator: "\n").first { $0.hasPrefix(field + ":") }
      .flatMap { Int($0.dropFirst(field.count + 2)) } ?? -1
  }

  /// The variables that it was started with, as `NAME=value`.
  var environment: [String] { text("environ").split(separator: "\0").map(String.init) }

  /// What its open descriptors lead to.
  var descriptors: [String] {
    Self.names(in: "/proc/\(process)/fd").compactMap { name in
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = buffer.withUnsafeMutableBytes {
        readlink(
          "/proc/\(process)/fd/\(name)", $0.bindMemory(to: CChar.self).baseAddress!, $0.count)
      }
      return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
  }

  /// A number in `/proc/PID/status`: kilobytes of `VmRSS`, or a count.
  func status(_ field: String) -> Int? {
    text("status").split(separator: "\n").first { $0.hasPrefix(field + ":") }
      .flatMap { line in line.split { !$0.isNumber }.first.flatMap { Int($0) } }
  }

  /// How often its first thread gave up a processor, or had to.
  var switches: Int {
    (status("voluntary_ctxt_switches") ?? 0) + (status("nonvoluntary_ctxt_switches") ?? 0)
  }

  /// Looks every millisecond until `condition` holds; false where it does not within a minute.
  func wait(until condition: (ProcessRecord) -> Bool) -> Bool {
    let start = ContinuousClock.now
    while !condition(self) {
      if start.duration(to: .now) > .seconds(60) { return false }
      usleep(1_000)
    }
    return true
  }

  private func text(_ file: String) -> String {
    guard let file = fopen("/proc/\(process)/\(file)", "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The names in a directory.
  static func names(in directory: String) -> [String] {
    guard let entries = opendir(directory) else { return [] }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names.filter { !$0.hasPrefix(".") }
  }
}
