/// One of several parts of numbered cells, for machines that compute them apart.
///
/// The cells are dealt out in rounds: each round gives one to every shard, and begins with another
/// shard, chosen by a hash of the round. So shards differ by one cell at most, and none gets one
/// column of a grid, whatever its width is: each has cheap cells and dear ones.
public struct Shard: Hashable, Sendable, CustomStringConvertible {
  /// Which one, from 0.
  public let number: Int

  /// Of how many.
  public let count: Int

  /// All cells.
  public static let whole = Shard(0, of: 1)

  /// - Precondition: `number` is from 0 to `count` − 1.
  public init(_ number: Int, of count: Int) {
    precondition(count >= 1 && (0..<count).contains(number), "there is no such shard")
    self.number = number
    self.count = count
  }

  /// How many of so many cells are in the shard.
  ///
  /// - Complexity: O(1), as ``cell(_:)``: no list of cells is made.
  public func cellCount(of total: Int) -> Int {
    let (rounds, rest) = total.quotientAndRemainder(dividingBy: count)
    return rounds + (seat(round: rounds) < rest ? 1 : 0)
  }

  /// The number of the shard's cell at a place in it; increases with the place.
  public func cell(_ place: Int) -> Int { place * count + seat(round: place) }

  /// When it is the shard's turn in a round.
  private func seat(round: Int) -> Int {
    let first = Int(SplitMix64.mix(UInt64(round)) % UInt64(count))
    return (number + first) % count
  }

  /// As the command line has it: `2/16`.
  public var description: String { "\(number + 1)/\(count)" }
}
