/// The product of a count and a probability, split into its integer part and the rest, because a
/// Double near 10¹⁸ cannot hold a fraction, nor even the last seven bits.
///
/// The fraction's error is about 10⁻¹³.
struct WideProduct: Hashable, Sendable {
  /// ⌊np⌋.
  let floor: Int64

  /// np − ⌊np⌋, in [0, 1).
  let fraction: Double

  /// np rounded to a Double.
  var value: Double { Double(floor) + fraction }

  /// - Precondition: 0 ≤ `count` ≤ 4·10¹⁸ and 0 ≤ `probability` ≤ 1.
  init(_ count: Int64, _ probability: Double) {
    // count = high + low and high·probability = product + error, both without rounding.
    let high = Double(count)
    let low = Double(count - Int64(high))
    let product = high * probability
    let error = (-product).addingProduct(high, probability)
    var floor = Int64(product)
    var fraction = product - Double(floor)
    fraction += error + low * probability
    let carry = fraction.rounded(.down)
    floor += Int64(carry)
    fraction -= carry
    // A fraction just below 0 can round to 1 when the carry is taken out.
    if fraction >= 1 {
      floor += 1
      fraction = 0
    }
    self.floor = floor
    self.fraction = fraction
  }
}
