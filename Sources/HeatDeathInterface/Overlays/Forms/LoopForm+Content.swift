import HeatDeath
import TerminalDrawing

extension LoopForm: FormContent {
  static let opening = Form.opening(
    "loop", "L", footer: "loop",
    help: "how the loop is closed: sampler, learner, data policy, batch"
  ) { run, _ in
    LoopForm(run.feed.wanted.loop, categoryCount: run.feed.wanted.initialData.categoryCount)
  }

  var title: String { "the closed loop" }
  var lineCount: Int { lines.count }

  func lines(in context: DrawingContext) -> [(name: String, value: String)] {
    lines.map { text(of: $0, in: context) }
  }

  mutating func change(_ line: Int, by steps: Int) -> String? {
    if change(lines[line], by: steps.signum()) { return nil }
    return steps > 0
      ? "this is the last of its list; Left leads back" : "this is the first; Right leads on"
  }

  func takesNumber(_ line: Int) -> Bool {
    switch lines[line] {
    case .samplerValue: sampler.isNumeric
    case .learnerValue: learner.isNumeric
    case .policyValue, .batch: true
    case .sampler, .learner, .policy: false
    }
  }

  mutating func type(_ text: String, on line: Int) -> String? {
    guard !set(lines[line], to: text) else { return nil }
    return "\"\(text)\" does not fit; accepted is \(accepted(on: lines[line]))"
  }

  private func accepted(on line: Line) -> String {
    switch line {
    case .samplerValue:
      switch sampler.name {
      case "top-k": "a whole number from 1"
      case "tilt": "a number above -1"
      case "top-p": "a number above 0 and up to 1"
      default: "a number from 0 to 1"
      }
    case .learnerValue:
      switch learner.name {
      case "low-rank": "a whole number from 1"
      case "sgd": "a number above 0"
      default: "a number from 0"
      }
    case .policyValue: "a whole number from 1 to \(DataPolicy.largestWindow)"
    case .batch: "a whole number from 1 to \(BatchSize.largest)"
    case .sampler, .learner, .policy: "one of the list"
    }
  }

  mutating func confirm(on run: inout RunStage, in shell: inout Shell) -> [Effect]? {
    guard loop != run.feed.wanted.loop else {
      shell.notify(
        "the loop is closed like that already: nothing was changed",
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
    case .breaks: return "breaks Assumption 1: the theorems do not apply"
    case .neither: return "neither class: it depends on the point"
    case .decidedNumerically: return "class computed along the path"
    case .satisfies(let samplerClass):
      let refusal = loop.refusal(
        of: .split, externalFraction: context.settings.externalData.fraction,
        initialSize: context.snapshot.initialSize)
      let pace = refusal == nil ? "" : "; every retraining is run"
      return "sampler: \(samplerClass.words)\(pace)"
    }
  }
}
