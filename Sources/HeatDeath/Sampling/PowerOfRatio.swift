import RealModule

/// (a/b)ᵖ for integers a ≥ 0 and b > 0, within 1.5 ulp at every exponent p ≥ 0.
///
/// The double nearest a/b is off by up to half an ulp, and the power would multiply that by p. The
/// remainder is therefore put back:
///
///     (a/b)ᵖ = qᵖ·(1 + ρ)ᵖ ≈ qᵖ·e^{pρ},   q = fl(a/b),   ρ = (a − q·b)/(q·b)
///
/// with a − q·b from one fused multiply-add and from the bits of a and b beyond the 53rd.
/// 0⁰ = 1 here as in `pow`; whoever counts samples must skip categories at zero.
///
/// - Precondition: a, b ≤ ``Dataset/maximumSize``, and the result does not overflow. Results below
///   2⁻¹⁰²² lose bits or vanish.
func powerOfRatio(_ a: Int64, _ b: Int64, exponent: Double) -> Double {
  let numerator = Double(a)
  let denominator = Double(b)
  return powerOfRatio(
    numerator, Double(a - Int64(numerator)), denominator, Double(b - Int64(denominator)),
    exponent: exponent)
}

/// (a/b)ᵖ for a ≥ 0 and b > 0, within 1.5 ulp at every exponent p ≥ 0; the same with doubles.
func powerOfRatio(_ a: Double, _ b: Double, exponent: Double) -> Double {
  powerOfRatio(a, 0, b, 0, exponent: exponent)
}

/// ((a + a′)/(b + b′))ᵖ with tails a′ and b′ of at most half an ulp.
@inline(__always)
private func powerOfRatio(
  _ a: Double, _ aTail: Double, _ b: Double, _ bTail: Double, exponent: Double
) -> Double {
  let quotient = a / b
  let power = Double.pow(quotient, exponent)
  // Where the power vanishes, the correction may be infinite.
  guard power > 0, quotient > 0 else { return power }
  let remainder = a.addingProduct(-quotient, b) + (aTail - quotient * bTail)
  return power + power * Double.expMinusOne(exponent * (remainder / a))
}
