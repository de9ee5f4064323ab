/// A parameter that no distribution of its kind has.
public enum DistributionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A rate that is not a positive finite number.
  case rate(Double)
  /// A mean that is outside the range of the distribution.
  case mean(Double)
  /// A standard deviation that is negative or not finite.
  case standardDeviation(Double)
  /// A shape that is not a positive finite number.
  case shape(Double)
  /// A scale that is not a positive finite number.
  case scale(Double)
  /// A number of trials below zero or above ``Dataset/maximumSize``.
  case trials(Int64)
  /// A probability outside [0, 1].
  case probability(Double)
  /// A concentration that is neither zero nor a finite number from 10⁻³⁰⁰; components are numbered from zero.
  case concentration(Double, component: Int)
  /// Every concentration is zero, or there is none.
  case noConcentration

  public var description: String {
    switch self {
    case .rate(let value): "rate \(value); accepted is a finite number above 0"
    case .mean(let value):
      "mean \(value); accepted for a normal law is a finite number, for a Poisson law one from 0 "
        + "to \(Dataset.maximumSize)"
    case .standardDeviation(let value):
      "standard deviation \(value); accepted is a finite number from 0"
    case .shape(let value): "shape \(value); accepted is a finite number above 0"
    case .scale(let value): "scale \(value); accepted is a finite number above 0"
    case .trials(let value):
      "\(value) trials; accepted is an integer from 0 to \(Dataset.maximumSize)"
    case .probability(let value): "probability \(value); accepted is a number from 0 to 1"
    case .concentration(let value, let component):
      "concentration \(component + 1) is \(value); accepted is 0 or a finite number from 1e-300"
    case .noConcentration: "no positive concentration; at least one is needed"
    }
  }
}
