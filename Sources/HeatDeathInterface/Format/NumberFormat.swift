import HeatDeath
import RealModule
import TerminalDrawing

/// Writes numbers the way the screen shows them: short, never rounded to a lie, with a decimal
/// point in every locale.
struct NumberFormat {
  let symbols: Symbols

  /// A number with a fixed count of digits behind the point, rounded to nearest; from
  /// 9·10¹⁸/10^`digits` on as m.mm×10ᵉ.
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
    return symbols.hasSuperscripts
      ? "\(sign)\(head)×10\(superscript(exponent))" : "\(sign)\(head)e\(exponent)"
  }

  /// A count: in full below a million, as m.mm×10ᵉ from there.
  func count(_ value: Int64) -> String {
    value < 1_000_000 ? String(value) : scientific(Double(value), digits: 2)
  }

  /// A count that stands still: a round one as such from 10³ on, as in `10⁵` and `2×10⁶`, anything else as
  /// ``count(_:)`` writes it.
  func restingCount(_ value: Int64) -> String {
    var (digits, exponent) = (value, 0)
    while digits >= 10, digits % 10 == 0 { (digits, exponent) = (digits / 10, exponent + 1) }
    guard (2...9).contains(digits), value >= 1_000_000 else {
      return digits == 1 && exponent >= 3 ? magnitude(exponent) : count(value)
    }
    return symbols.hasSuperscripts
      ? "\(digits)×\(magnitude(exponent))" : "\(digits)e\(exponent)"
  }

  /// A count of which one more or less is to be seen: in full below 10⁹.
  func exactCount(_ value: Int64) -> String {
    value < 1_000_000_000 ? String(value) : restingCount(value)
  }

  /// A count in two figures, where more would say more than is known: `550`, `29000`, `3×10⁶`; in more where it
  /// would fall below a bound that holds.
  func about(_ value: Int64, atLeast bound: Int64) -> String {
    var unit: Int64 = 1
    while value / unit >= 100 { unit *= 10 }
    while unit > 1 {
      let (rounded, isTooLarge) = (value / unit + (value % unit >= unit / 2 ? 1 : 0))
        .multipliedReportingOverflow(by: unit)
      if !isTooLarge, rounded >= bound { return restingCount(rounded) }
      unit /= 10
    }
    return restingCount(value)
  }

  /// A text of the key tables, which know no signs, with its power of ten as numbers are written.
  func raised(_ text: String) -> String { text.replacing("10^18", with: magnitude(18)) }

  /// A round power of ten such as 10⁶, or the count itself below 1,000.
  func magnitude(_ exponent: Int) -> String {
    if (0..<3).contains(exponent) { return ["1", "10", "100"][exponent] }
    return symbols.hasSuperscripts ? "10\(superscript(exponent))" : "1e\(exponent)"
  }

  /// A round value beside an axis: `0.01`, `0.5`, `200`, `10⁴`, `10⁻⁶`.
  func tick(_ value: Double) -> String {
    guard value > 0, value.isFinite else { return value == 0 ? "0" : symbols.dash }
    let exponent = decompose(value, digits: 0).exponent
    if (-3..<0).contains(exponent) { return fixed(value, digits: -exponent) }
    let isPower = abs(value / .pow(10, Double(exponent)) - 1) < 1e-9
    if isPower { return magnitude(exponent) }
    return value >= 1 && value < 9e18 ? restingCount(Int64(value.rounded())) : compact(value)
  }

  /// A share in per cent, never rounded to 0 or 100 unless it is: `0.3 %`, `8×10⁻⁶ %`,
  /// `100−9×10⁻⁶ %`.
  func percent(_ part: Int64, of whole: Int64) -> String {
    percent(
      Double(part) / Double(whole), complement: Double(whole - part) / Double(whole))
  }

  /// A share in per cent, from it and its complement, each without cancellation.
  func percent(_ value: Double, complement: Double) -> String {
    if value <= 0 { return "0 %" }
    if complement <= 0 { return "100 %" }
    let least = 100 * min(value, complement)
    guard least >= 0.001 else {
      let text = compact(least)
      return value < complement ? "\(text) %" : "100\(symbols.minus)\(text) %"
    }
    return "\(fixed(100 * value, digits: least >= 0.1 ? 1 : least >= 0.01 ? 2 : 3)) %"
  }

  /// The share of a category as bars, sentences and cards write it, all alike: in per cent and at most
  /// ``percentColumns`` wide, never rounded to 0 or 100: `60.0 %`, `8×10⁻⁶ %`, `>99.99 %`.
  func percent(of category: Int, in law: SimplexPoint) -> String {
    shortPercent(law[category], complement: law.complement(of: category))
  }

  /// A share in per cent as ``percent(of:in:)`` writes it.
  func shortPercent(_ value: Double, complement: Double) -> String {
    let text = percent(value, complement: complement)
    return text.terminalColumns > Self.percentColumns && value > complement
      ? ">99.99 %" : fitted(text)
  }

  /// A number of per cent for a column, without the blank before the sign where it is wider with it.
  func fitted(_ percent: String) -> String {
    percent.terminalColumns > Self.percentColumns ? tight(percent) : percent
  }

  /// Odds in per cent as columns write them: those within 0.01 % of none or all as `<0.01 %` and
  /// `>99.99 %`, as ``oddsInWords(_:complement:)`` says them.
  func odds(_ value: Double, complement: Double) -> String {
    if value > 0, value < Self.leastOdds { return "<0.01 %" }
    if complement > 0, complement < Self.leastOdds { return ">99.99 %" }
    return percent(value, complement: complement)
  }

  /// Odds in per cent as sentences write them: `78.5 %`, `less than 0.01 %`, `more than 99.99 %`.
  func oddsInWords(_ value: Double, complement: Double) -> String {
    let text = odds(value, complement: complement)
    return switch text.first {
    case "<": "less than \(text.dropFirst())"
    case ">": "more than \(text.dropFirst())"
    default: text
    }
  }

  /// Smaller odds are told as less than these.
  private static let leastOdds = 1e-4

  /// The columns of a share in per cent.
  static let percentColumns = 8

  /// The share `part`/`whole`, never rounded to 0 or 1 unless it is: `0.6972`, `8×10⁻⁶`,
  /// `1−9×10⁻⁶`.
  func share(_ part: Int64, of whole: Int64, digits: Int = 4) -> String {
    precondition(part >= 0 && whole > 0 && part <= whole, "a share lies between 0 and 1")
    return share(
      Double(part) / Double(whole), complement: Double(whole - part) / Double(whole),
      digits: digits)
  }

  /// A probability of a law.
  func share(of category: Int, in law: SimplexPoint, digits: Int = 4) -> String {
    share(law[category], complement: law.complement(of: category), digits: digits)
  }

  /// How many categories there seem to be, e to the entropy: two digits behind the point, four next
  /// to one and to all that are alive, and nearer as `1+9×10⁻⁶` and `3−9×10⁻⁶`; never rounded to these.
  func effectiveCategories(_ law: SimplexPoint) -> String {
    let alive = law.coordinates.count { $0 > 0 }
    let surplus = Double.expMinusOne(law.entropy)
    let deficit = -Double(alive) * Double.expMinusOne(-law.entropyDeficit)
    let nearest = min(surplus > 0 ? surplus : 1, deficit > 0 ? deficit : 1)
    if nearest >= 0.0001 { return fixed(1 + surplus, digits: nearest < 0.005 ? 4 : 2) }
    return surplus < deficit
      ? "1+\(small(surplus))" : "\(alive)\(symbols.minus)\(small(deficit))"
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

  /// A small positive number in few characters, with a raised exponent where there are such: `8×10⁻⁶`,
  /// `10⁻⁶`; `8e-6` in ASCII.
  func compact(_ value: Double) -> String {
    guard value > 0, value.isFinite else { return value == 0 ? "0" : symbols.dash }
    let (mantissa, exponent) = decompose(value, digits: 0)
    guard symbols.hasSuperscripts else { return "\(Int(mantissa))e\(exponent)" }
    return mantissa == 1 ? magnitude(exponent) : "\(Int(mantissa))×\(magnitude(exponent))"
  }

  /// A positive number in one figure: `0.8`, `0.02`, and below as ``compact(_:)`` writes it.
  func small(_ value: Double) -> String {
    guard value > 0, value.isFinite else { return value == 0 ? "0" : symbols.dash }
    return value < 0.0095 ? compact(value) : fixed(value, digits: value < 0.095 ? 2 : 1)
  }

  /// By what something was multiplied, in two to three figures: `×0.81`, `×1.3`, `×12`, `×3×10⁻⁴`.
  func factor(_ value: Double) -> String {
    guard value > 0, value.isFinite else { return value == 0 ? "\(symbols.times)0" : symbols.dash }
    guard value >= 0.0095 else { return symbols.times + small(value) }
    let digits = value < 0.095 ? 3 : value < 9.95 ? 2 : value < 99.5 ? 1 : 0
    return symbols.times
      + (value < 1e6 ? fixed(value, digits: digits) : scientific(value, digits: 1))
  }

  /// A change, in two digits and with its sign: `+0.21`, `−0.041`, `−4×10⁻⁶`.
  func change(_ value: Double, isSigned: Bool = true) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : symbols.dash }
    let size = abs(value)
    let sign = isSigned ? value < 0 ? symbols.minus : "+" : ""
    if size < 0.0095 { return sign + compact(size) }
    return sign + fixed(size, digits: size < 0.095 ? 3 : 2)
  }

  /// A value in [0, 1] of a Lyapunov function in at most eight columns: four digits, or `6.4×10⁻⁶` when
  /// small; never rounded to 0 or 1.
  func lyapunov(_ value: Double) -> String {
    guard value > 0 else { return value == 0 ? "0" : symbols.dash }
    if value >= 0.001 { return value < 1 ? fixed(min(value, 0.9999), digits: 4) : "1" }
    return decompose(value, digits: 1).exponent > -10
      ? scientific(value, digits: 1) : compact(value)
  }

  /// An entropy or a divergence in nats: four digits, or `6.4×10⁻⁶` when small; never rounded to
  /// 0.
  func nats(_ value: Double) -> String {
    value < 0.001 ? lyapunov(value) : fixed(value, digits: 4)
  }

  /// A temperature with two to four digits, or m.mm×10ᵉ where these do not show it; never rounded
  /// to 1, where the regimes meet: `1+2×10⁻⁶`.
  func temperature(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? symbols.dash : symbols.infinity }
    guard value >= 0.001, value < 1e6 else { return scientific(value, digits: 2) }
    let text = shortest(value)
    guard value != 1, text == shortest(1) || text == fixed(1, digits: 4) else { return text }
    return "1\(value < 1 ? symbols.minus : "+")\(compact(abs(value - 1)))"
  }

  /// A fraction λ of fresh data in per cent, with up to three decimals as it has them: `20 %`,
  /// `12.5 %`, `33.3 %`, `8×10⁻⁶ %`; never rounded to 0 or 100.
  ///
  /// - Parameter isTight: whether no blank stands before the sign, as in labels and large figures.
  func fraction(_ value: Double, isTight: Bool = false) -> String {
    let percent = 100 * value
    let digits = (0...3).first { digits in
      let scaled = percent * pow10(digits)
      return abs(scaled - scaled.rounded()) <= 1e-9 * percent
        && (value == 1 || scaled.rounded() < 100 * pow10(digits))
    }
    let text =
      digits.map { "\(fixed(percent, digits: $0)) %" } ?? self.percent(value, complement: 1 - value)
    return isTight ? tight(text) : text
  }

  /// A number of per cent without the blank before the sign, where a row has room for few letters.
  func tight(_ percent: String) -> String { percent.split(separator: " ").joined() }

  /// Two to four digits, as many as the number has.
  private func shortest(_ value: Double) -> String {
    for digits in 2...3 {
      let scaled = value * pow10(digits)
      if abs(scaled - scaled.rounded()) <= 1e-9 * abs(scaled) {
        return fixed(value, digits: digits)
      }
    }
    return fixed(value, digits: 4)
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
  func decompose(_ value: Double, digits: Int) -> (mantissa: Double, exponent: Int) {
    // Powers of ten below 10⁻³⁰⁷ lose digits and vanish: move such values up by an exact-enough
    // factor first.
    if value < 1e-290 {
      let (mantissa, exponent) = decompose(value * 1e100, digits: digits)
      return (mantissa, exponent - 100)
    }
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
