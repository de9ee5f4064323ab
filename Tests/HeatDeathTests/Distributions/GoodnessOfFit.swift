import RealModule

@testable import HeatDeath

/// The seed of every distribution test; each test has a stream of its own.
let distributionSeed: UInt64 = 0x5EED_0D15_7B17

/// Cells of known probability on the integers: up to each edge, and above the last.
struct IntegerCells: Sendable {
  let upperEdges: [Int64]
  let probabilities: [Double]
  /// The value of chi-square that a right sampler exceeds with probability 10⁻⁶.
  let critical: Double

  func chiSquare(_ samples: [Int64]) -> Double {
    GoodnessOfFit.chiSquare(
      samples: samples, upperEdges: upperEdges, probabilities: probabilities)
  }
}

/// Cells of known probability on the real line.
struct RealCells: Sendable {
  let upperEdges: [Double]
  let probabilities: [Double]
  /// The value of chi-square that a right sampler exceeds with probability 10⁻⁶.
  let critical: Double

  func chiSquare(_ samples: [Double]) -> Double {
    GoodnessOfFit.chiSquare(
      samples: samples, upperEdges: upperEdges, probabilities: probabilities)
  }
}

/// Exact moments of an integer law. The mean is split, since a Double cannot hold it.
struct Moments: Sendable {
  let meanFloor: Int64
  let meanFraction: Double
  let variance: Double
  let skewness: Double
  let excessKurtosis: Double

  /// Mean, variance and skewness of the samples in standard errors from the exact ones.
  func scores(_ samples: [Int64]) -> (mean: Double, variance: Double, skewness: Double) {
    let deviation = Double.sqrt(variance)
    var sum1 = 0.0
    var sum2 = 0.0
    var sum3 = 0.0
    for sample in samples {
      let d = (Double(sample - meanFloor) - meanFraction) / deviation
      sum1 += d
      sum2 += d * d
      sum3 += d * d * d
    }
    let n = Double(samples.count)
    // Var d³ = 15 − … for a normal law; the cases tested for moments are close to normal.
    return (
      sum1 / Double.sqrt(n), (sum2 / n - 1) / Double.sqrt((excessKurtosis + 2) / n),
      (sum3 / n - skewness) / Double.sqrt(15 / n)
    )
  }
}

enum GoodnessOfFit {
  /// Pearson's statistic of samples against cells of known probability.
  static func chiSquare<Value: Comparable>(
    samples: [Value], upperEdges: [Value], probabilities: [Double]
  ) -> Double {
    var observed = [Int](repeating: 0, count: probabilities.count)
    for sample in samples {
      var low = 0
      var high = upperEdges.count
      while low < high {
        let middle = (low + high) / 2
        if sample <= upperEdges[middle] { high = middle } else { low = middle + 1 }
      }
      observed[low] += 1
    }
    return chiSquare(observed: observed, probabilities: probabilities)
  }

  static func chiSquare(observed: [Int], probabilities: [Double]) -> Double {
    let total = Double(observed.reduce(0, +))
    var statistic = 0.0
    for (count, probability) in zip(observed, probabilities) {
      let expected = total * probability
      let difference = Double(count) - expected
      statistic += difference * difference / expected
    }
    return statistic
  }

  /// Chi-square, 63 degrees of freedom, of the six lowest bits against equidistribution.
  static func lowBitsChiSquare(_ samples: [Int64]) -> Double {
    var observed = [Int](repeating: 0, count: 64)
    for sample in samples { observed[Int(sample & 63)] += 1 }
    return chiSquare(observed: observed, probabilities: Array(repeating: 1.0 / 64, count: 64))
  }

  /// √n times the Kolmogorov–Smirnov distance; a right sampler exceeds 2.694 with probability
  /// below 10⁻⁶ (the two-sided bound of Dvoretzky, Kiefer, Wolfowitz and Massart).
  static func kolmogorovSmirnov(_ samples: [Double], cdf: (Double) -> Double) -> Double {
    let n = Double(samples.count)
    var distance = 0.0
    for (index, sample) in samples.sorted().enumerated() {
      let probability = cdf(sample)
      distance = max(
        distance, probability - Double(index) / n, Double(index + 1) / n - probability)
    }
    return distance * Double.sqrt(n)
  }

  static let kolmogorovSmirnovCritical = 2.694
}

/// The first values drawn from one stream of ``distributionSeed``.
func draw<Value>(
  _ count: Int, stream: UInt64, _ sample: (inout Xoshiro256PlusPlus) -> Value
) -> [Value] {
  var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: stream)
  return (0..<count).map { _ in sample(&generator) }
}

extension GoodnessOfFit {
  /// √(nm/(n+m)) times the Kolmogorov–Smirnov distance of two samples; conservative with ties.
  static func twoSample(_ first: [Double], _ second: [Double]) -> Double {
    let first = first.sorted()
    let second = second.sorted()
    var i = 0
    var j = 0
    var distance = 0.0
    while i < first.count, j < second.count {
      let value = min(first[i], second[j])
      while i < first.count, first[i] == value { i += 1 }
      while j < second.count, second[j] == value { j += 1 }
      distance = max(
        distance, abs(Double(i) / Double(first.count) - Double(j) / Double(second.count)))
    }
    let n = Double(first.count)
    let m = Double(second.count)
    return distance * Double.sqrt(n * m / (n + m))
  }
}
