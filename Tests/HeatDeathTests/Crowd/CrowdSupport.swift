@testable import HeatDeath

extension CrowdFigures {
  /// The counts of all runs.
  var allCounts: [[Int64]] {
    var all: [[Int64]] = []
    eachRun { all.append(Array($0)) }
    return all
  }

  /// How many runs stand at each place.
  var outcomes: [[Int64]: Int] {
    var outcomes: [[Int64]: Int] = [:]
    eachRun { outcomes[Array($0), default: 0] += 1 }
    return outcomes
  }
}

extension Crowd {
  /// A crowd that has gone to a size.
  static func at(_ size: Int64, _ scenario: Scenario, runs: Int) throws -> Crowd {
    var crowd = try Crowd(scenario, runs: runs)
    crowd.advance(to: size)
    return crowd
  }

  /// Carries what is on the way.
  mutating func arrive() {
    while var load = takeLoad() {
      load.carry()
      put(load)
    }
  }
}

extension CrowdDriver {
  /// Goes so many stations on.
  mutating func step(_ stations: Int = 1) {
    for _ in 0..<stations {
      perform(.step(1), sequence: 1)
      _ = turn()
      carryAll()
    }
  }
}
