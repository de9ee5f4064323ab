import Foundation
import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathFiles

/// What is written of forecasts and rest points, read by a reader that forgives nothing.
@Suite("Documents of forecasts and rest points") struct TheoryDocumentTests {
  private static let members: Set = [
    "regime", "temperature", "external", "k", "labels", "end", "winner", "winner_error", "method",
    "fates", "settled", "mean", "sd", "point", "attracting", "rate", "deviation", "tenth_log10_k",
    "variance_factor", "reason",
  ]

  private func scenario(
    _ temperature: Double, fraction: Double = 0, law: ExternalLaw = .initial,
    loop: ClosedLoop = .paper, counts: [Int64] = [5, 3, 2], labels: [String]? = nil
  ) throws -> Scenario {
    try Scenario(
      initialData: Dataset(counts: counts), labels: labels, temperature: Temperature(temperature),
      externalData: ExternalData(fraction: fraction, law: law), loop: loop, seed: 3)
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
  }

  private func forecast(_ scenario: Scenario) throws -> (Forecast, [String: Any]) {
    var generator = Xoshiro256PlusPlus(seed: 5)
    let forecast = Forecast(
      of: scenario.settings, from: scenario.initialData,
      initial: scenario.initialData.empiricalLaw, fates: 20, using: &generator)
    let object = try object(ForecastDocument(forecast, of: scenario).description)
    #expect(Set(object.keys) == Self.members)
    return (forecast, object)
  }

  /// The numbers of a document. JSONSerialization may miss the last digit, JSONDecoder does not.
  private struct Numbers: Decodable {
    struct Point: Decodable {
      let theta: [Double]
      let eigenvalues: [Double?]
    }
    let winner: [Double]?
    let winnerError: Double?
    let settled: [Double]?
    let mean: [Double]?
    let sd: [Double]?
    let points: [Point]?

    init(_ text: String) throws {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      self = try decoder.decode(Self.self, from: Data(text.utf8))
    }
  }

  /// Members that are not null.
  private func present(_ object: [String: Any]) -> Set<String> {
    Set(object.filter { !($0.value is NSNull) }.keys).subtracting([
      "regime", "temperature", "external", "k", "labels", "end",
    ])
  }

  @Test(
    "a forecast of every loop is one object with the same members", arguments: EveryLoop.samplers)
  func everyLoop(sampler: String) throws {
    let ends: [String: Set<String>] = [
      "winner": ["winner", "winner_error", "method"], "random-point": ["mean", "sd"],
      "uniform": ["point", "rate", "deviation"], "rest-point": ["point", "attracting"],
      "unknown": ["reason"],
    ]
    let optional: Set = ["settled", "fates", "tenth_log10_k", "variance_factor"]
    for learner in EveryLoop.learners {
      for loop in try EveryLoop.loops(sampler, learner) {
        for temperature in [0.5, 1, 1.5, 4, .infinity] {
          for fraction in [0, 0.2, 1] {
            let (_, object) = try forecast(
              scenario(temperature, fraction: fraction, law: .uniform, loop: loop))
            let end = try #require(object["end"] as? String)
            let members = try #require(ends[end])
            #expect(members.isSubset(of: present(object)), "\(loop) \(object)")
            #expect(present(object).subtracting(optional) == members, "\(loop) \(object)")
            #expect((object["temperature"] is NSNull) == (temperature == .infinity))
            if fraction > 0 { #expect(object["regime"] is NSNull) }
          }
        }
      }
    }
  }

  @Test("numbers read back as the same doubles")
  func numbersReadBack() throws {
    let cold = try scenario(0.8)
    guard case (let forecast, let object) = try forecast(cold),
      case .winner(let odds) = forecast.end
    else {
      Issue.record("no winner")
      return
    }
    let numbers = try Numbers(ForecastDocument(forecast, of: cold).description)
    #expect(numbers.winner == odds.odds && numbers.settled == forecast.settled?.odds)
    #expect(numbers.winnerError == odds.errors.max())
    #expect(
      object["regime"] as? String == "collapse" && object["method"] as? String == "quadrature")
    let urn = try scenario(1)
    guard case (let random, let point) = try self.forecast(urn),
      case .randomPoint(let end) = random.end
    else {
      Issue.record("no random point")
      return
    }
    let moments = try Numbers(ForecastDocument(random, of: urn).description)
    #expect(moments.mean == end.means && moments.sd == end.standardDeviations)
    #expect(point["regime"] as? String == "martingale")
  }

  /// docs/model.md: at T = 1.1 a tenth costs some 10¹¹-fold data.
  @Test("a tenth of the deviation is told by its decades, however many")
  func tenth() throws {
    let (_, mild) = try forecast(scenario(1.1))
    let decades = try #require(mild["tenth_log10_k"] as? Double)
    #expect(abs(decades - 12) < 0.2 && mild["regime"] as? String == "heat-death")
    #expect(
      mild["deviation"] as? Double == 0.3 || abs((mild["deviation"] as? Double)! - 0.3) < 1e-15)
    let (_, near) = try forecast(scenario(1.0001))
    #expect(try #require(near["tenth_log10_k"] as? Double) > 10_000)
    let (_, even) = try forecast(scenario(1.5, counts: [4, 4]))
    #expect(even["tenth_log10_k"] is NSNull && even["deviation"] as? Double == 0)
  }

  @Test("labels are quoted, zeros and large counts have their odds")
  func labels() throws {
    let labels = ["a\"b\\", "c,d\n", "é\u{202E}"]
    let (_, object) = try forecast(
      scenario(0.5, counts: [1_000_000_000_000_000, 0, 3], labels: labels))
    #expect(object["labels"] as? [String] == labels)
    let odds = try #require(object["winner"] as? [Double])
    #expect(odds[1] == 0 && abs(odds.reduce(0, +) - 1) < 1e-12)
    #expect(object["k"] as? Int64 == 1_000_000_000_000_003)
    let (_, many) = try forecast(scenario(0.5, counts: Array(1...13)))
    #expect(many["fates"] as? Int == 20 && many["method"] as? String == "fates")
  }

  @Test("rest points have what makes them, and thresholds for uniform data alone")
  func restPoints() throws {
    for (scenario, count, isUniform) in [
      (try scenario(0.5, fraction: 0.3), 5, false),
      (try scenario(0.5, fraction: 0.3, law: .uniform), 7, true),
      (try scenario(2), 7, false), (try scenario(0.5, counts: [3]), 1, false),
    ] {
      let initial = scenario.initialData.empiricalLaw
      let found = try RestPoints(of: scenario.settings, initial: initial)
      let text = EquilibriaDocument(
        found, Hysteresis(of: scenario.settings, initial: initial), of: scenario
      ).description
      let object = try object(text)
      let points = try #require(object["points"] as? [[String: Any]])
      let numbers = try #require(try Numbers(text).points)
      #expect(points.count == count && numbers.count == count)
      for ((point, numbers), member) in zip(zip(points, numbers), found.members) {
        #expect(numbers.theta == member.point.coordinates)
        #expect(point["stability"] as? String == member.stability.description)
        #expect(numbers.eigenvalues == member.eigenvalues.map { $0.isFinite ? $0 : nil })
        #expect(numbers.eigenvalues.count == scenario.labels.count - 1)
      }
      #expect((object["uniform_stable_above"] is NSNull) == !isUniform)
      #expect((object["collapse_vanishes_above"] is NSNull) == !isUniform)
    }
  }
}
