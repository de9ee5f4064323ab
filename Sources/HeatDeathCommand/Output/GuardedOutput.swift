import HeatDeathFiles

/// The way in which commands write files.
enum GuardedOutput {
  /// Has an output written, and sees to it that it appears whole or leaves what is finished, whether
  /// the command ends by itself, by an error or by an interrupt.
  ///
  /// A reader that has enough ends it without an error, and without what was to follow.
  ///
  /// - Parameters:
  ///   - path: as ``OutputFile`` has it.
  ///   - progress: leaves the terminal before anything is said of the end.
  ///   - body: writes everything.
  ///   - afterwards: what follows once the output stands at its place.
  static func write(
    to path: String?, guarding progress: ProgressBar?, _ body: (OutputFile) throws -> Void,
    afterwards: () throws -> Void = {}
  ) throws {
    let part = PartFile(note: StandardError.write)
    InterruptGuard.install(abandoning: part) { progress?.finish() }
    do {
      let file = try OutputFile(path: path, part: part)
      defer { progress?.finish() }
      try body(file)
      try file.commit()
      try afterwards()
    } catch let error as OutputError where error.isBrokenPipe {
      // Whoever reads has enough.
    } catch {
      part.abandon()
      throw error
    }
  }
}
