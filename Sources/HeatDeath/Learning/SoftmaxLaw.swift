import RealModule

/// softmax(z)_i = e^{z_i} / Σ_j e^{z_j}.
enum SoftmaxLaw {
  /// Overwrites `law` by the softmax of finite logits; the largest is taken off first, so nothing
  /// overflows.
  static func compute(of logits: [Double], into law: inout [Double]) {
    var largest = -Double.infinity
    for category in logits.indices { largest = max(largest, logits[category]) }
    var sum = 0.0
    for category in logits.indices {
      law[category] = Double.exp(logits[category] - largest)
      sum += law[category]
    }
    for category in law.indices { law[category] /= sum }
  }
}
