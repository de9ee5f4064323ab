extension Sampler {
  /// By how many times as much, about, a probability changes as the share it depends on, relative
  /// to each: at least 1. Where it is not known it is taken for 2.
  func steepness(temperature: Temperature) -> Double {
    switch kind {
    case .softmax, .mixing, .greedy, .topK, .topP, .minP: max(1, temperature.exponent)
    case .tilt(let beta): 1 + abs(beta)
    case .models(let models): models.reduce(1) { max($0, $1.temperature.exponent) }
    case .custom: 2
    }
  }
}
