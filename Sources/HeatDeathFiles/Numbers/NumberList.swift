/// Lists of numbers with ranges among them, as `0.5:2:16,3,inf`: a range FROM:TO:POINTS stands for
/// numbers at equal distances, both ends included.
enum NumberList {
  /// The most numbers in a list.
  static let most = 100_000

  /// The items of a list.
  ///
  /// Numbers inside a range are rounded to twelve decimals, so that 0.5:2:16 has 0.6 and a finer range
  /// the very numbers of a coarser one.
  ///
  /// - Parameter parse: reads one number.
  /// - Throws: ``OptionValues/Failure``, also for a number that stands twice.
  static func parse(
    _ text: String, _ parse: (Substring) throws(NumberError) -> Double
  ) throws(OptionValues.Failure) -> [Double] {
    var numbers: [Double] = []
    var seen = Set<Double>()
    for item in OptionValues.items(of: text) {
      for number in try values(of: item, parse) {
        guard seen.insert(number).inserted else {
          throw OptionValues.Failure(
            description: "\(number) stands twice; accepted: each number once")
        }
        numbers.append(number)
      }
      guard numbers.count <= most else {
        throw OptionValues.Failure(
          description: "these are more than \(most) numbers; accepted: up to so many")
      }
    }
    return numbers
  }

  private static func values(
    of item: Substring, _ parse: (Substring) throws(NumberError) -> Double
  ) throws(OptionValues.Failure) -> [Double] {
    let parts = item.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 1 || parts.count == 3 else {
      throw OptionValues.Failure(
        description: "\(quoted(item)) is no range; accepted: FROM:TO:POINTS such as 0.5:2:16")
    }
    do {
      let from = try parse(parts[0])
      if parts.count == 1 { return [from] }
      let to = try parse(parts[1])
      let points: Int = try ExactInteger.parse(parts[2], in: 2...most)
      if from < to, to.isFinite { return range(from, to, points) }
    } catch {
      throw OptionValues.Failure(description: error.description)
    }
    throw OptionValues.Failure(
      description: "\(quoted(item)) does not rise; accepted: FROM:TO:POINTS with FROM below TO")
  }

  private static func range(_ from: Double, _ to: Double, _ points: Int) -> [Double] {
    (0..<points).map { point in
      if point == 0 { return from }
      if point == points - 1 { return to }
      let value = from + (to - from) * (Double(point) / Double(points - 1))
      let rounded = (value * 1e12).rounded() / 1e12
      return from < rounded && rounded < to ? rounded : value
    }
  }
}
