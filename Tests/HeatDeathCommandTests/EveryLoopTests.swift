import Foundation
import HeatDeath
import Testing

@testable import HeatDeathCommand

/// Every column under every loop, read by readers that forgive nothing.
@Suite("Records of every loop") struct EveryLoopTests {
  static let samplers = [
    "softmax", "mix:0.1", "tilt:1.5", "tilt:-0.5", "models:0.5*0.5,2*0.5", "greedy", "top-k:2",
    "top-p:0.9", "min-p:0.1",
  ]
  static let learners = [
    "exact", "smoothed:0.5", "noisy:0.05", "drifting:0.02", "sgd:0.5", "sgd:0.5:reset",
    "low-rank:1",
  ]
  static let policies: [DataPolicy] = [.accumulate, .replace, .window(15), .subsample(6)]

  @Test("JSON and CSV are read strictly, number by number", arguments: samplers, learners)
  func strictly(sampler: String, learner: String) throws {
    for policy in Self.policies {
      for batch in [nil, try BatchSize(5), try BatchSize(from: 3, to: 40)] {
        let loop = ClosedLoop(
          sampler: try Sampler(parsing: sampler), learner: try Learner(parsing: learner),
          policy: policy, batch: batch)
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
    let ensemble = RunEnsemble(
      scenario: scenario, engine: engine, runCount: 1, finalSize: 70, schedule: .every(20),
      writer: RecordWriter(
        scenario: scenario, format: format, columns: Set(RecordColumn.allCases)))
    var bytes: [UInt8] = []
    try ensemble.run(workerCount: 1, progress: nil) { bytes += $0.bytes }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
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
