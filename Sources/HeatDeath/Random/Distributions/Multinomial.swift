/// Placeholder replaced by the exact distribution file.
struct Multinomial {
  let count: Int64
  let law: SimplexPoint
  func sample(using generator: inout some RandomNumberGenerator) -> [Int64] {
    var result = [Int64](repeating: 0, count: law.dimension)
    for _ in 0..<count {
      var target = generator.nextUnitInterval()
      var i = 0
      while i < law.dimension - 1 {
        target -= law[i]
        if target < 0 { break }
        i += 1
      }
      result[i] += 1
    }
    return result
  }
}
