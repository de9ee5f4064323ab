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

  var description: String {
    var lines = ["# heatdeath --scenario THIS-FILE starts this run again."]
    func add(_ key: String, _ value: some TOMLValueConvertible) {
      // A table of one key: the library quotes, the order of the keys is ours.
      lines.append(TOMLTable([key: value]).convert(to: .toml))
    }
    // The library writes seventeen digits; Swift the fewest that read back as the same double.
    func add(_ key: String, _ value: Double) { lines.append("\(key) = \(value)") }
    let loop = scenario.loop
    add("temperature", scenario.temperature.value)
    if loop.sampler != .softmax { add("sampler", loop.sampler.description) }
    add("counts", TOMLArray(scenario.initialData.counts.map { Int($0) }))
    if scenario.labels != scenario.labels.indices.map(Scenario.defaultLabel) {
      add("labels", TOMLArray(scenario.labels))
    }
    if let batch = loop.batch { add("batch", batch.description) }
    if scenario.externalData.fraction > 0 {
      add("external", scenario.externalData.fraction)
      add("external-law", OptionValues.text(of: scenario.externalData.law, in: scenario))
    }
    if loop.policy != .accumulate { add("policy", loop.policy.description) }
    if loop.learner != .exact { add("learner", loop.learner.description) }
    // TOML's integers end at 2⁶³ − 1.
    if let seed = Int(exactly: scenario.seed) {
      add("seed", seed)
    } else {
      add("seed", String(scenario.seed))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
