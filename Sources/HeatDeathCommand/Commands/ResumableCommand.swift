import ArgumentParser
import Glibc
import HeatDeath
import HeatDeathFiles

/// A command that makes an output unit by unit, on several threads, and goes on with what an
/// interrupted one has left of it.
protocol ResumableCommand: ParsableCommand {
  /// What the units are called.
  static var units: String { get }
  /// What the same seed repeats.
  static var work: String { get }

  var jobs: Int? { get }
  var output: String? { get }
  var resume: Bool { get }
}

extension ResumableCommand {
  /// How many threads are to work.
  var workerCount: Int { jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// - Throws: `ValidationError` where there is nothing to go on with.
  func checkResume() throws {
    if resume, output == nil || output == "-" {
      throw ValidationError(
        "--resume goes on with the part of a file; accepted: together with --output and its name")
    }
  }

  /// The seed of options. One that is not given is that of the units to go on with, where there are
  /// some, or drawn.
  ///
  /// - Returns: also what is to be said of a seed that was not given.
  func seed(for options: ScenarioDraft) -> (seed: UInt64, note: String?) {
    if let seed = options.seed { return (seed, nil) }
    let earlier = resume ? OutputFile.seedOfPart(of: output) : nil
    let seed = earlier ?? ScenarioDraft.randomSeed()
    let source = earlier.map { _ in Self.units }
    return (seed, SeedNote.text(of: seed, from: source, repeats: Self.work))
  }

  /// Begins an output or goes on with it, and says so.
  ///
  /// - Parameter count: how many units there are to be.
  /// - Returns: how many are there already.
  /// - Throws: as ``OutputFile/begin(_:resumes:)``.
  func begin(
    _ file: OutputFile, _ document: RunDocument, count: Int, seedNote: String?
  ) throws -> Int {
    let finished = try file.begin(document, resumes: resume)
    if let seedNote { StandardError.write(seedNote) }
    if finished > 0 {
      StandardError.write("\(finished) of \(count) \(Self.units) are there already\n")
    }
    return finished
  }
}

/// What is said of a seed that was not given.
enum SeedNote {
  /// - Parameters:
  ///   - units: those that had it before; `nil` where it was drawn.
  ///   - work: what it repeats.
  static func text(of seed: UInt64, from units: String? = nil, repeats work: String) -> String {
    let origin = units.map { "that of the \($0) before" } ?? "drawn at random"
    return "seed \(seed), \(origin); --seed \(seed) repeats \(work)\n"
  }
}
