import HeatDeath

/// What the records of `heatdeath run` or `sweep` are made from, as one flat JSON object: the keys of
/// a scenario file, and those of the command beside them. `--scenario` reads it.
package struct RunDocument: CustomStringConvertible {
  let entries: [(key: String, value: DocumentValue)]
  /// What stands before the first record.
  let header: String
  /// How many runs or cells the records are of, and what they are called.
  let units: (count: Int, name: String)
  /// Finds those that are finished in a part.
  let scanner: PartScanner

  /// The keys that are not a scenario's.
  static let keys =
    [
      "program", "version", "until", "runs", "engine", "law-error", "relative-error", "record",
      "columns", "format", "output", "command", "started", "ended", "temperatures", "externals",
      "shard", "initial-data",
    ] + SweepAxis.keys.map(SweepAxis.option)

  /// - Parameters:
  ///   - version: that of the program.
  ///   - finalSize: K.
  package init(
    version: String, writer: RecordWriter, engine: Engine, runCount: Int, finalSize: Int64,
    schedule: RecordSchedule
  ) {
    header = writer.header
    units = (runCount, "runs")
    scanner = PartScanner(
      header: writer.header, format: writer.format, finalSize: finalSize)
    // Of leaps by splitting only the order of the error is known.
    let error: (key: String, value: DocumentValue) =
      engine.lawError.map { ("law-error", .real($0)) }
      ?? ("relative-error", .real(Engine.weakError))
    entries =
      [("program", .text("heatdeath")), ("version", .text(version))]
      + ScenarioKey.entries(of: writer.scenario) + [
        ("until", .integer(finalSize)), ("runs", .integer(Int64(runCount))),
        ("engine", .text(engine.rawValue)), error, ("record", .text(schedule.description)),
        ("columns", .list(writer.columns.map { .text($0.rawValue) })),
        ("format", .text(writer.format.rawValue)),
      ]
  }

  /// What the rows of a sweep are made from.
  package init(_ rows: PhaseRows) {
    header = rows.header
    units = (rows.count, "cells")
    scanner = PartScanner(header: rows.header) { rows.beginning($0) }
    entries = rows.entries
  }

  /// The object with further members at its end, a line each.
  func description(with more: [(key: String, value: DocumentValue)]) -> String {
    JSONValue.document((entries + more).map { ($0.key, $0.value.json) })
  }

  package var description: String { description(with: []) }

  /// The members of such an object in a file, as the command line has them.
  ///
  /// - Throws: ``DataError`` where there is none.
  package static func members(of path: String) throws(DataError) -> [String: String] {
    var file = try InputFile(path: path)
    let bytes = try file.readAll(upTo: .max, accepted: "a description of runs")
    let text = String(decoding: bytes, as: UTF8.self)
    var reader = FlatJSONReader(Array(text.unicodeScalars), source: path)
    var members: [String: String] = [:]
    for member in try reader.nextObject() ?? [] {
      members[member.name.value] = member.optionText
    }
    return members
  }

  /// Whether the runs described in a file are these.
  func describes(_ path: String) -> Bool {
    guard let found = try? Self.members(of: path) else { return false }
    return (try? check(against: found, of: path)) != nil
  }

  /// Checks that runs described otherwise are these runs.
  ///
  /// - Throws: ``UsageError`` naming the first key whose value is another one.
  func check(against found: [String: String], of path: String) throws(UsageError) {
    let wanted = entries.map { (key: $0.key, value: $0.value.optionText) }
    let others = found.keys.filter { key in !wanted.contains { $0.key == key } }.sorted()
    let all = wanted.map { ($0.key, $0.value) } + others.map { ($0, nil as String?) }
    for (key, value) in all where found[key] != value {
      func shown(_ value: String?) -> String {
        value.map { quoted($0.count <= 60 ? $0 : $0.prefix(60) + "…") } ?? "not given"
      }
      throw UsageError(
        "--resume: \(path) is of other runs: \(key) is \(shown(found[key])) there and "
          + "\(shown(value)) here; accepted: the options of those runs, or no --resume")
    }
  }
}
