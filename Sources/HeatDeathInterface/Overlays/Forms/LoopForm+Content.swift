import HeatDeath
import TerminalDrawing

extension LoopForm: FormContent {
  static let opening = Form.opening(
    "L", footer: "loop", help: "how the loop is closed: sampler, learner, data policy, batch"
  ) { LoopForm($0.wanted.loop, categoryCount: $0.wanted.initialData.categoryCount) }

  var title: String { "the closed loop" }
  var lineCount: Int { lines.count }

  func lines(in context: DrawingContext) -> [(name: String, value: String)] {
    lines.map { text(of: $0, in: context) }
  }

  mutating func change(_ line: Int, by steps: Int) -> String? {
    change(lines[line], by: steps.signum()) ? nil : "no further in this direction"
  }

  func confirm(on run: inout RunStage, in shell: inout Shell) -> [Effect] {
    guard loop != run.feed.wanted.loop else {
      shell.notify(
        "the loop is closed like that already",
        while: { [loop] in $0.run?.feed.wanted.loop == loop })
      return []
    }
    return run.change(.setLoop(loop), to: try? run.feed.wanted.with(loop: loop))
  }

  private func text(
    of line: Line, in context: DrawingContext
  ) -> (name: String, value: String) {
    switch line {
    case .sampler: ("sampler", sampler.name)
    case .samplerValue: ("  \(parameterName(sampler.name))", sampler.parameter)
    case .learner: ("learner", learner.name)
    case .learnerValue: ("  \(parameterName(learner.name))", learner.parameter)
    case .policy: ("data", policy.name)
    case .policyValue: ("  samples", policy.parameter)
    case .batch: ("batch", batchText(in: context))
    }
  }

  private func parameterName(_ family: String) -> String {
    switch family {
    case "mix": "uniform"
    case "tilt": "towards"
    case "models": "T*weight"
    case "top-k", "top-p", "min-p": "keep"
    case "smoothed": "added"
    case "noisy", "drifting": "length"
    case "sgd": "rate"
    case "low-rank": "rank"
    default: "value"
    }
  }

  private func batchText(in context: DrawingContext) -> String {
    if let batch = batch.value { return "\(batch) a retraining" }
    return policy.value == .replace
      ? "\(context.format.count(context.snapshot.initialSize)) a generation" : "1 a retraining"
  }

  /// What the paper says of the loop chosen, and how it can be run.
  func remark(in context: DrawingContext) -> String {
    let assumption = loop.sampler.assumptionClass(
      temperature: context.settings.temperature, categoryCount: context.snapshot.categoryCount)
    switch assumption {
    case .breaks: return "breaks Assumption 1: no theorem holds"
    case .neither: return "neither class: it depends on the point"
    case .decidedNumerically: return "class computed along the path"
    case .satisfies(let samplerClass):
      let refusal = loop.refusal(
        of: .split, externalFraction: context.settings.externalData.fraction,
        initialSize: context.snapshot.initialSize)
      let pace = refusal == nil ? "" : "; every retraining is run"
      return "\(samplerClass.words) sampler\(pace)"
    }
  }
}
