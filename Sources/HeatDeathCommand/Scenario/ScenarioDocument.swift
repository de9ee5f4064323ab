import Glibc
import HeatDeath
import TOMLKit

/// A scenario written as TOML, which ``ScenarioFile`` reads back as the same scenario.
struct ScenarioDocument: CustomStringConvertible {
  let scenario: Scenario

  /// Writes it to a new file in the working directory, named after the seed.
  ///
  /// - Returns: the file's name.
  /// - Throws: ``OutputError`` where no file can be made; none that exists is touched.
  func write() throws(OutputError) -> String {
    for number in 1...999 {
      let name = "heatdeath-\(scenario.seed)\(number == 1 ? "" : "-\(number)").toml"
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor < 0 {
        if errno == EEXIST { continue }
        throw OutputError(name, "cannot be written", errno)
      }
      defer { close(descriptor) }
      var text = description
      let isWritten = text.withUTF8 { bytes in
        Glibc.write(descriptor, bytes.baseAddress, bytes.count) == bytes.count
      }
      guard isWritten else {
        let code = errno
        unlink(name)
        throw OutputError(name, "cannot be written", code)
      }
      return name
    }
    throw OutputError("heatdeath-\(scenario.seed).toml", "cannot be written", EEXIST)
  }

  /// Key and value of every option that makes the scenario, in the order of
  /// ``ScenarioFile/keys``.
  var entries: [(key: String, value: DocumentValue)] {
    let loop = scenario.loop
    var entries: [(key: String, value: DocumentValue)] = [
      ("temperature", .real(scenario.temperature.value))
    ]
    if loop.sampler != .softmax { entries.append(("sampler", .text(loop.sampler.description))) }
    entries.append(("counts", .list(scenario.initialData.counts.map { .integer($0) })))
    if scenario.labels != scenario.labels.indices.map(Scenario.defaultLabel) {
      entries.append(("labels", .list(scenario.labels.map { .text($0) })))
    }
    if let batch = loop.batch { entries.append(("batch", .text(batch.description))) }
    let external = scenario.externalData
    if external.fraction > 0 {
      entries.append(("external", .real(external.fraction)))
      entries.append(("external-law", .text(OptionValues.text(of: external.law, in: scenario))))
    }
    if loop.policy != .accumulate { entries.append(("policy", .text(loop.policy.description))) }
    if loop.learner != .exact { entries.append(("learner", .text(loop.learner.description))) }
    // TOML's integers end at 2⁶³ − 1.
    let seed = Int64(exactly: scenario.seed).map { DocumentValue.integer($0) }
    entries.append(("seed", seed ?? .text(String(scenario.seed))))
    return entries
  }

  var description: String {
    let lines = entries.map { entry in
      switch entry.value {
      // The library writes seventeen digits; Swift the fewest that read back as the same double.
      case .real(let value): "\(entry.key) = \(value)"
      // A table of one key: the library quotes, the order of the keys is ours.
      case .integer(let value): TOMLTable([entry.key: Int(value)]).convert(to: .toml)
      case .text(let value): TOMLTable([entry.key: value]).convert(to: .toml)
      case .list(let items):
        TOMLTable([entry.key: TOMLArray(items.map(\.tomlValue))]).convert(to: .toml)
      }
    }
    return (["# heatdeath --scenario THIS-FILE starts this run again."] + lines)
      .joined(separator: "\n") + "\n"
  }
}

extension DocumentValue {
  /// An item of a list.
  fileprivate var tomlValue: any TOMLValueConvertible {
    switch self {
    case .real(let value): value
    case .integer(let value): Int(value)
    case .text(let value): value
    case .list(let items): TOMLArray(items.map(\.tomlValue))
    }
  }
}
