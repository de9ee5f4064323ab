import HeatDeath

var run = Timeline(
  try Scenario(
    initialData: Dataset(counts: [5, 3, 2]), temperature: Temperature(0.8), seed: 7))
run.advance(by: 1000)
try run.apply(.setTemperature(Temperature(1.5)))
run.advance(by: 1000)
print("now:", run.present.simulation.counts)
print("then:", run.state(at: 500).simulation.counts)

// The same run, drawn again from what was done to it.
try run.recording.check()
print("checkpoints agree:", run.recording.checkpoints.count)
_ = run.undo()
print("undone:", run.present.simulation.temperature.value)
