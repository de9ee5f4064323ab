/// One line of JSON Lines, read back.
public struct JSONRecord: Decodable {
  public let run: Int
  public let k: Int64
  public let counts: [Int64]
  public let theta: [Double]?
  public let tau: [Double]?
  public let v: [Double?]?
  public let entropy: Double?
  public let kl: Double?
}
