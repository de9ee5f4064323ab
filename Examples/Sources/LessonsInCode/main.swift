import HeatDeath

let scenario = try Scenario(
  initialData: Dataset(counts: [5, 3, 2]), labels: ["A", "B", "C"], temperature: Temperature(0.8),
  seed: 7)
var run = Timeline(scenario)
let challenge = try LessonChallenge("alive >= 3 at k >= 1000", limit: nil)
var decision: LessonChallenge.Decision?
for _ in 0..<10 {
  run.advance(by: 200)
  let report = LessonReport(
    start: LessonMoment(startOf: scenario),
    present: LessonMoment(
      Snapshot(run.present.simulation, trajectory: run.present.trajectory, generation: 0),
      forecast: nil))
  let next = challenge.decision(after: decision, in: report)
  print(run.present.simulation.size, next.verdict)
  decision = next
}
