import RealModule
import TerminalDrawing

/// Writes numbers the way the screen shows them: short, never rounded to a lie, with a decimal
/// point in every locale.
struct NumberFormat {
  let symbols: Symbols

  /// A number with a fixed count of digits behind the point, rounded to nearest.
  ///
  /// - Precondition: |`value`| · 10^`digits` < 9·10¹⁸.
  func fixed(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return value.isNaN ? symbols.dash : signedInfinity(value) }
    let scale = Double.pow(10, Double(digits))
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 9e18 else { return scientific(value, digits: 2) }
    let units = Int64(scaled)
    let sign = value < 0 && units > 0 ? symbols.minus : ""
    let divisor = Int64(scale)
    guard digits > 0 else { return sign + String(units) }
    let fraction = String(units % divisor)
    let padding = String(repeating: "0", count: digits - fraction.count)
    return "\(sign)\(units / divisor).\(padding)\(fraction)"
  }

  /// A number as m×10ᵉ with `digits` digits behind the point of m.
  func scientific(_ value: Double, digits: Int) -> String {
    guard value != 0 else { return "0" }
    guard value.isFinite else { return value.isNaN ? symbols.dash : signedInfinity(value) }
    let (mantissa, exponent) = decompose(abs(value), digits: digits)
    let sign = value < 0 ? symbols.minus : ""
    let head = fixed(mantissa, digits: digits)
    return symbols.glyphs == .ascii
      ? "\(sign)\(head)e\(exponent)" : "\(sign)\(head)×10\(superscript(exponent))"
  }

  /// A count: in full below a million, as m.mm×10ᵉ from there.
  func count(_ value: Int64) -> String {
    value < 1_000_000 ? String(value) : scientific(Double(value), digits: 2)
  }

  /// A round power of ten such as 10⁶, or the count itself below 1,000.
  func magnitude(_ exponent: Int) -> String {
    if (0..<3).contains(exponent) { return ["1", "10", "100"][exponent] }
    return symbols.glyphs == .ascii ? "1e\(exponent)" : "10\(superscript(exponent))"
  }

  /// The share `part`/`whole`, never rounded to 0 or 1 unless it is: `0.6972`, `8e-6`, `1−9e-6`.
  func share(_ part: Int64, of whole: Int64, digits: Int = 4) -> String {
    precondition(part >= 0 && whole > 0 && part <= whole, "a share lies between 0 and 1")
    return share(
      Double(part) / Double(whole), complement: Double(whole - part) / Double(whole),
      digits: digits)
  }

  /// A probability and its complement, each computed without cancellation.
  func share(_ value: Double, complement: Double, digits: Int = 4) -> String {
    let unit = Double.pow(10, -Double(digits))
    if value == 0 { return "0" }
    if complement == 0 { return "1" }
    if value < unit { return compact(value) }
    if complement < unit { return "1\(symbols.minus)\(compact(complement))" }
    return fixed(value, digits: digits)
  }

  /// A small positive number in few characters: `8e-6`.
  func compact(_ value: Double) -> String {
    guard value > 0, value.isFinite else { return value == 0 ? "0" : symbols.dash }
    // Powers of ten this small are no longer exact enough to split off.
    guard value >= 1e-300 else { return "<1e-300" }
    let (mantissa, exponent) = decompose(value, digits: 0)
    return "\(Int(mantissa))e\(exponent)"
  }

  /// A value in [0, 1] of a Lyapunov function or a distance: four digits, or m.me−e when small.
  func lyapunov(_ value: Double) -> String {
    if value == 0 { return "0" }
    guard value >= 1e-300 else { return "<1e-300" }
    if value >= 0.001 { return value < 1 ? fixed(min(value, 0.9999), digits: 4) : "1" }
    let (mantissa, exponent) = decompose(value, digits: 1)
    return "\(fixed(mantissa, digits: 1))e\(exponent)"
  }

  /// A temperature with as many digits as it needs, at least two.
  func temperature(_ value: Double) -> String {
    guard value.isFinite else { return symbols.infinity }
    for digits in 2...4 where abs(value * pow10(digits) - (value * pow10(digits)).rounded()) < 1e-6 {
      return fixed(value, digits: digits)
    }
    return value >= 0.001 && value < 1e6 ? fixed(value, digits: 4) : scientific(value, digits: 2)
  }

  /// An integer in superscript digits.
  func superscript(_ value: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return String(
      String(value).map { character in
        character.wholeNumberValue.map { digits[$0] } ?? "⁻"
      })
  }

  private func pow10(_ digits: Int) -> Double { Double.pow(10, Double(digits)) }

  private func signedInfinity(_ value: Double) -> String {
    (value < 0 ? symbols.minus : "") + symbols.infinity
  }

  /// `value` = mantissa · 10^exponent with the mantissa already rounded and below 10.
  private func decompose(_ value: Double, digits: Int) -> (mantissa: Double, exponent: Int) {
    var exponent = Int(Double.log10(value).rounded(.down))
    var mantissa = value / Double.pow(10, Double(exponent))
    let scale = pow10(digits)
    mantissa = (mantissa * scale).rounded() / scale
    if mantissa >= 10 {
      mantissa /= 10
      exponent += 1
    } else if mantissa < 1 {
      mantissa *= 10
      exponent -= 1
    }
    return (mantissa, exponent)
  }
}
