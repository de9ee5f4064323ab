import HeatDeath

let scenario = try Scenario(
  initialData: Dataset(counts: [5, 3, 2]), temperature: Temperature(0.8), seed: 7)
var crowd = try Crowd(scenario, runs: 1000)
_ = crowd.setOut(to: 10_000)
_ = crowd.advance(to: 10_000)
let summary = CrowdSummary(crowd.figures, categoryCount: crowd.categoryCount)
for category in 0..<3 {
  let share = summary.share(ledBy: category)
  let error = summary.error(ofShareLedBy: category)
  print(scenario.labels[category], "leads in", share, "±", (error * 1e3).rounded() / 1e3)
}
