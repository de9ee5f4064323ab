import Foundation
import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathFiles

/// Every column under every loop, read by readers that forgive nothing.
@Suite("Records of every loop") struct EveryLoopTests {
  @Test(
    "JSON and CSV are read strictly, number by number", arguments: EveryLoop.samplers,
    EveryLoop.learners)
  func strictly(sampler: String, learner: String) throws {
    for loop in try EveryLoop.loops(sampler, learner) {
      for fraction in [0, 0.2] {
        for engine in Engine.allCases
        where loop.refusal(of: engine, externalFraction: fraction, initialSize: 10) == nil {
          // The law from outside spares a category, so that laws and V_I meet their edges.
          try check(
            Scenario(
              initialData: Dataset(counts: [5, 3, 0, 2]), temperature: Temperature(0.8),
              externalData: ExternalData(fraction: fraction, law: .category(1)), loop: loop,
              seed: 11), engine)
        }
      }
    }
  }

  private func check(_ scenario: Scenario, _ engine: Engine) throws {
    let json = try lines(scenario, engine, .jsonl)
    let csv = try lines(scenario, engine, .csv)
    #expect(json.count == csv.count && json.count > 2)
    for (object, row) in zip(json, csv) {
      try checkTokens(of: object)
      let record = try JSONDecoder().decode(JSONRecord.self, from: Data(object.utf8))
      let theta = try #require(record.theta)
      let tau = try #require(record.tau)
      #expect(theta.count == 4 && tau.count == 4 && record.counts.count == 4)
      // V_I is of the model in the same row, whatever the data are.
      for (set, value) in zip(CategorySet.all(ofCategories: 4), try #require(record.v)) {
        let shares = set.members.map { theta[$0] }
        let sum = shares.reduce(0, +)
        guard let value else {
          #expect(sum == 0)
          continue
        }
        let expected = (shares.max()! - shares.min()!) / sum
        #expect(abs(value - expected) <= 1e-12, "\(object)")
      }
      var values: [Double?] = [Double(record.run), Double(record.k)]
      values += record.counts.map { Double($0) } + theta + tau
      values += try #require(record.v) + [record.entropy, record.kl]
      let fields = row.split(separator: ",", omittingEmptySubsequences: false)
      try #require(fields.count == values.count)
      for (place, field) in fields.enumerated() {
        // Infinite is null in JSON; only the last column, kl, may be.
        if field == "inf", place == fields.count - 1 {
          #expect(values[place] == nil)
        } else if field.isEmpty {
          #expect(values[place] == nil)
        } else {
          let number = try #require(Double(field))
          #expect(number.isFinite && number == values[place], "\(field) in \(row)")
        }
      }
    }
  }

  private func lines(
    _ scenario: Scenario, _ engine: Engine, _ format: RecordFormat
  ) throws -> [Substring] {
    let writer = RecordWriter(
      scenario: scenario, format: format, columns: Set(RecordColumn.allCases))
    var simulation = Simulation(scenario, engine: engine)
    let start = scenario.loop.policy.grows ? scenario.initialData.size : 0
    let offset = simulation.clock - start
    var builder = RecordBuilder(format: format)
    for size in RecordSchedule.every(20).sizes(from: start, to: 70) {
      simulation.advance(by: size + offset - simulation.clock)
      writer.append(run: 0, size: size, state: simulation, to: &builder)
    }
    return String(decoding: builder.takeBytes(), as: UTF8.self).split(separator: "\n")
  }

  /// Every number is one of RFC 8259 and the shortest of its double; every word is null or a key.
  private func checkTokens(of line: Substring) throws {
    let number = /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/
    for token in line.split(whereSeparator: { "{}[],:".contains($0) }) {
      if token.hasPrefix("\"") {
        #expect(token.dropFirst().dropLast().allSatisfy { $0.isASCII && $0.isLetter })
      } else if token != "null" {
        #expect(token.wholeMatch(of: number) != nil, "\(token) in \(line)")
        let read = Int64(token).map { "\($0)" } ?? Double(token).map { "\($0)" }
        #expect(read == String(token))
      }
    }
  }
}
