import HeatDeath
import TerminalDrawing

extension FormView {
  /// The lines of the form of the closed loop.
  func lines(_ form: LoopForm) -> [(name: String, value: String, isChosen: Bool)] {
    form.lines.map { line in
      let (name, value) = text(of: line, in: form)
      return (name, value, line == form.line)
    }
  }

  private func text(of line: LoopForm.Line, in form: LoopForm) -> (name: String, value: String) {
    switch line {
    case .sampler: ("sampler", form.sampler.name)
    case .samplerValue: ("  \(parameterName(form.sampler.name))", form.sampler.parameter)
    case .learner: ("learner", form.learner.name)
    case .learnerValue: ("  \(parameterName(form.learner.name))", form.learner.parameter)
    case .policy: ("data", form.policy.name)
    case .policyValue: ("  samples", form.policy.parameter)
    case .batch: ("batch", batchText(form))
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

  private func batchText(_ form: LoopForm) -> String {
    if let batch = form.batch.value { return "\(batch) a retraining" }
    return form.policy.value == .replace
      ? "\(context.format.count(context.snapshot.initialSize)) a generation" : "1 a retraining"
  }

  /// What the paper says of the loop chosen, and how it can be run.
  func remark(on form: LoopForm) -> String {
    let loop = form.loop
    let assumption = loop.sampler.assumptionClass(
      temperature: context.state.temperature, categoryCount: context.snapshot.categoryCount)
    switch assumption {
    case .breaks: return "breaks Assumption 1: no theorem holds"
    case .neither: return "neither class: it depends on the point"
    case .decidedNumerically: return "class computed along the path"
    case .satisfies(let samplerClass):
      let refusal = loop.refusal(
        of: .split, externalFraction: context.state.externalData.fraction,
        initialSize: context.snapshot.initialSize)
      let pace = refusal == nil ? "" : "; every retraining is run"
      return "\(samplerClass.words) sampler\(pace)"
    }
  }
}
