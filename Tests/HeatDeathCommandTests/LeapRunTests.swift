import Foundation
import HeatDeath
import Testing

@testable import HeatDeathCommand

/// `heatdeath run` where it leaps.
@Suite("The run command by leaps")
struct LeapRunTests {
  @Test(
    "A run to 10^15 lands on it to the unit and says what the law error is",
    arguments: ["0.3", "0.8", "1", "1.1", "1.5", "inf"])
  func landing(temperature: String) throws {
    let outcome = try Child.run([
      "run", "--until", "1e15", "--seed", "3", "--temperature", temperature, "--runs", "3",
      "--record", "log:7", "--counts", "5,3,2,0",
    ])
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("engine leap, law error at most 1e-05"))
    let rows = outcome.lines.dropFirst().map { line in
      line.split(separator: ",").compactMap { Int64($0) }
    }
    #expect(rows.count == 21)
    for row in rows {
      #expect(row.count == 6 && row[1] == row[2...].reduce(0, +) && row[5] == 0)
    }
    for (before, after) in zip(rows, rows.dropFirst()) where before[0] == after[0] {
      #expect(zip(before[1...], after[1...]).allSatisfy { $0 <= $1 }, "counts never decrease")
    }
    #expect(rows.filter { $0[1] == 1_000_000_000_000_000 }.count == 3)
  }

  @Test("The same options and seed give the same bytes whatever the number of jobs")
  func jobs() throws {
    let outputs = try ["1", "2", "7"].map { jobs in
      try Child.run([
        "run", "--seed", "42", "--jobs", jobs, "--until", "1e12", "--runs", "300", "--record",
        "log:4", "--temperature", "1.1", "--format", "jsonl",
      ]).output
    }
    #expect(outputs[0] == outputs[1] && outputs[1] == outputs[2] && !outputs[0].isEmpty)
  }

  @Test("Run r is the simulation on stream r, by the engine asked for")
  func content() throws {
    let outcome = try Child.run([
      "run", "--until", "5e4", "--seed", "9", "--runs", "2", "--engine", "leap",
    ])
    let scenario = Scenario.builtIn(seed: 9)
    let rows = (0..<2 as Range<UInt64>).map { run in
      var simulation = Simulation(scenario, stream: run, engine: .leap)
      simulation.advance(by: 49_990)
      return "\(run),50000," + simulation.counts.map(String.init).joined(separator: ",")
    }
    #expect(outcome.lines == ["run,k,A,B,C"] + rows)
  }

  @Test("External data are drawn one by one, however far it is")
  func external() throws {
    let outcome = try Child.run([
      "run", "--until", "2e6", "--seed", "1", "--external", "0.5",
    ])
    #expect(outcome.status == 0 && !outcome.errors.contains("leap"))
  }
}
