/// One line of JSON Lines, read back.
struct JSONRecord: Decodable {
  var run: Int
  var k: Int64
  var counts: [Int64]
  var theta: [Double]?
  var tau: [Double]?
  var v: [Double?]?
  var entropy: Double?
  var kl: Double?
}
