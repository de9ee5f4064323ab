/// A sampler given to the library as a function.
///
/// Two custom samplers are equal when their names are: functions cannot be compared, so a name
/// must stand for one function. What the function returns is normalised, and checked at every call;
/// see ``CustomSamplerFault``.
public struct CustomSampler: Sendable {
  /// A function of the model's law θ and the temperature: n weights, not negative, not all zero.
  public typealias Function =
    @Sendable (_ theta: SimplexPoint, _ temperature: Temperature) -> [Double]

  /// What the function is known by.
  public let name: String

  let function: Function

  public init(name: String, _ function: @escaping Function) {
    self.name = name
    self.function = function
  }

  /// The normalised output of the function, or θ itself where the output is no law.
  func apply(
    to theta: [Double], temperature: Temperature, into law: inout [Double]
  ) -> CustomSamplerFault? {
    let weights = function(SimplexPoint(weights: theta), temperature)
    if let fault = fault(in: weights, dimension: theta.count) {
      for category in theta.indices { law[category] = theta[category] }
      return fault
    }
    // Divided by the largest first: the sum of large weights may be no finite number.
    let largest = weights.max() ?? 1
    var sum = 0.0
    for category in weights.indices {
      law[category] = weights[category] / largest
      sum += law[category]
    }
    for category in law.indices { law[category] /= sum }
    return nil
  }

  private func fault(in weights: [Double], dimension: Int) -> CustomSamplerFault? {
    guard weights.count == dimension else {
      return .dimension(weights.count, categoryCount: dimension)
    }
    for (category, weight) in weights.enumerated() where !(weight >= 0 && weight.isFinite) {
      return .weight(weight, category: category)
    }
    return weights.contains { $0 > 0 } ? nil : .allZero
  }
}

extension CustomSampler: Hashable {
  public static func == (left: CustomSampler, right: CustomSampler) -> Bool {
    left.name == right.name
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// Why a custom sampler's output is no law. The sampler then stands still: τ(θ) = θ at that call.
public enum CustomSamplerFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The function returned another number of weights than there are categories.
  case dimension(Int, categoryCount: Int)
  /// A weight is negative, NaN or infinite; categories are numbered from zero.
  case weight(Double, category: Int)
  /// Every weight is zero.
  case allZero

  public var description: String {
    switch self {
    case .dimension(let found, let count):
      "the sampler gave \(found) weights; accepted are \(count), one for each category"
    case .weight(let value, let category):
      "the sampler gave category \(category + 1) the weight \(value); accepted are finite numbers "
        + "from 0"
    case .allZero: "the sampler gave every category the weight 0; at least one must be positive"
    }
  }
}
