import Foundation
import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathFiles

@Suite("Records")
struct RecordTests {
  // MARK: Schedules

  @Test("The final schedule has the last size alone")
  func final() {
    #expect(Array(RecordSchedule.final.sizes(from: 10, to: 100)) == [100])
    #expect(Array(RecordSchedule.final.sizes(from: 10, to: 10)) == [10])
  }

  @Test("The regular schedule has both ends and every so many samples between")
  func regular() {
    #expect(Array(RecordSchedule.every(3).sizes(from: 10, to: 20)) == [10, 13, 16, 19, 20])
    #expect(Array(RecordSchedule.every(5).sizes(from: 10, to: 20)) == [10, 15, 20])
    #expect(Array(RecordSchedule.every(5).sizes(from: 10, to: 10)) == [10])
    let huge = Dataset.maximumSize
    #expect(Array(RecordSchedule.every(huge).sizes(from: 1, to: huge)) == [1, huge])
    #expect(
      Array(RecordSchedule.every(huge / 2).sizes(from: 3, to: huge))
        == [3, 3 + huge / 2, huge])
  }

  @Test("The logarithmic schedule is even in ln k, has both ends, and no size twice")
  func logarithmic() {
    #expect(
      Array(RecordSchedule.logarithmic(4).sizes(from: 10, to: 10_000)) == [10, 100, 1000, 10_000])
    #expect(Array(RecordSchedule.logarithmic(2).sizes(from: 10, to: 10)) == [10])
    #expect(Array(RecordSchedule.logarithmic(100).sizes(from: 1, to: 5)) == [1, 2, 3, 4, 5])
    let huge = Dataset.maximumSize
    let sizes = Array(RecordSchedule.logarithmic(19).sizes(from: 4, to: huge))
    #expect(sizes.count == 19 && sizes.first == 4 && sizes.last == huge)
    for (index, size) in sizes.enumerated() {
      #expect(abs(Double(size) / (4 * pow(10, Double(index))) - 1) < 1e-12)
    }
  }

  @Test("Every schedule increases strictly from ℓ or later to K")
  func increasing() {
    var generator = SeededRandom(seed: 51)
    for _ in 0..<2000 {
      let start = Int64.random(in: 1...1000, using: &generator)
      let end = start + Int64.random(in: 0...2000, using: &generator)
      let schedule: RecordSchedule =
        Bool.random(using: &generator)
        ? .logarithmic(Int.random(in: 2...60, using: &generator))
        : .every(Int64.random(in: 1...500, using: &generator))
      let sizes = Array(schedule.sizes(from: start, to: end))
      #expect(sizes.first == start && sizes.last == end)
      #expect(zip(sizes, sizes.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  // MARK: Columns

  @Test("Columns have names that differ")
  func names() {
    #expect(
      RecordColumn.names(RecordColumn.allCases, labels: ["A", "B", "C"]) == [
        "run", "k", "A", "B", "C", "theta_A", "theta_B", "theta_C", "tau_A", "tau_B", "tau_C",
        "v_A+B+C", "v_A+B", "v_A+C", "v_B+C", "entropy", "kl",
      ])
    #expect(
      RecordColumn.names([.counts, .theta, .kl], labels: ["k", "kl", "k_2"]) == [
        "run", "k", "k_2", "kl", "k_2_2", "theta_k", "theta_kl", "theta_k_2", "kl_2",
      ])
    #expect(
      Set(RecordColumn.names(RecordColumn.allCases, labels: ["a+b", "a", "b", "c"])).count
        == 2 + 4 + 4 + 4 + 11 + 2)
  }

  private func lines(
    _ format: RecordFormat, _ columns: Set<RecordColumn>, counts: [Int64], labels: [String]? = nil
  ) throws -> (header: String, record: String) {
    let scenario = try Scenario(
      initialData: Dataset(counts: [3, 2, 0]), labels: labels, temperature: Temperature(0.5),
      seed: 1)
    let writer = RecordWriter(scenario: scenario, format: format, columns: columns)
    var builder = RecordBuilder(format: format)
    let state = Simulation(
      try Scenario(
        initialData: Dataset(counts: counts), temperature: scenario.temperature, seed: 1))
    writer.append(run: 7, size: state.size, state: state, to: &builder)
    return (writer.header, String(decoding: builder.takeBytes(), as: UTF8.self))
  }

  @Test("A CSV record has the columns in their fixed order and nothing for an undefined V")
  func csv() throws {
    let (header, record) = try lines(
      .csv, [.kl, .v], counts: [4, 0, 0], labels: ["a,b", "c\"", "d"])
    #expect(
      header
        == #"run,k,"a,b","c""",d,"v_a,b+c""+d","v_a,b+c""","v_a,b+d","v_c""+d",kl"# + "\n")
    let fields = record.dropLast().split(separator: ",", omittingEmptySubsequences: false)
    #expect(fields.dropLast() == ["7", "4", "4", "0", "0", "1.0", "1.0", "1.0", ""])
  }

  @Test("A JSON record is an object whose numbers read back exactly")
  func json() throws {
    let (header, record) = try lines(
      .jsonl, Set(RecordColumn.allCases), counts: [4_000_000_000_000_000_000 - 3, 3, 0])
    #expect(header.isEmpty)
    #expect(record.hasSuffix("}\n") && record.hasPrefix("{\"run\":7,\"k\":4000000000000000000,"))
    let object = try JSONDecoder().decode(JSONRecord.self, from: Data(record.utf8))
    #expect(object.counts == [3_999_999_999_999_999_997, 3, 0])
    let theta = SimplexPoint(counts: [3_999_999_999_999_999_997, 3, 0])
    #expect(object.theta == theta.coordinates)
    let initial = SimplexPoint(counts: [3, 2, 0])
    #expect(object.kl == initial.divergence(from: theta))
    #expect(object.entropy == theta.entropy)
    #expect(object.tau?.count == 3 && object.v?.count == 4)
  }

  @Test("An undefined V is null in JSON")
  func jsonNull() throws {
    let (_, record) = try lines(.jsonl, [.v], counts: [4, 0, 0])
    #expect(record == "{\"run\":7,\"k\":4,\"counts\":[4,0,0],\"v\":[1.0,1.0,1.0,null]}\n")
  }

  @Test("An infinite divergence is null in JSON and inf in CSV")
  func infiniteDivergence() throws {
    let (_, json) = try lines(.jsonl, [.kl], counts: [4, 0, 0])
    #expect(json == "{\"run\":7,\"k\":4,\"counts\":[4,0,0],\"kl\":null}\n")
    let (_, csv) = try lines(.csv, [.kl], counts: [4, 0, 0])
    #expect(csv == "7,4,4,0,0,inf\n")
  }

  @Test("Integers are written to their last digit")
  func integers() {
    var builder = RecordBuilder(format: .csv)
    for value in [0, 7, 10, Int64.max, .min, -1] {
      builder.integer(value)
      builder.end()
    }
    #expect(
      String(decoding: builder.bytes, as: UTF8.self)
        == "0\n7\n10\n9223372036854775807\n-9223372036854775808\n-1\n")
  }
}
