import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

@Suite struct NumberFormatTests {
  private let format = NumberFormat(symbols: Symbols(.braille))
  private let ascii = NumberFormat(symbols: Symbols(.ascii))

  @Test("A law's shares and its effective categories are never rounded to what they are not")
  func figuresOfALaw() {
    let top = Dataset.maximumSize
    let corner = SimplexPoint(counts: [top - 2, 2, 0])
    #expect(format.share(of: 0, in: corner) == "1−5×10⁻¹⁹")
    #expect(format.share(of: 1, in: corner) == "5×10⁻¹⁹")
    #expect(format.share(of: 0, in: SimplexPoint(weights: [1, 1e-9])) == "1−10⁻⁹")
    #expect(format.share(of: 1, in: SimplexPoint(weights: [1, 1e-9])) == "10⁻⁹")
    #expect(format.effectiveCategories(corner) == "1+2×10⁻¹⁷")
    #expect(format.effectiveCategories(SimplexPoint(counts: [7, 0, 0])) == "1.00")
    #expect(format.effectiveCategories(SimplexPoint(counts: [7, 7, 7])) == "3.00")
    #expect(format.effectiveCategories(SimplexPoint(counts: [5, 3, 2])) == "2.80")
    // 2·δ²/2 with δ = 10⁻¹⁸.
    let centre = SimplexPoint(counts: [top / 4, top / 4 + 2, 0])
    #expect(format.effectiveCategories(centre) == "2−10⁻³⁶")
  }

  @Test(
    "Fixed digits round to nearest and carry",
    arguments: [
      (0.0, 2, "0.00"), (1, 0, "1"), (0.005, 2, "0.01"), (0.995, 2, "1.00"), (9.9996, 3, "10.000"),
      (-0.004, 2, "0.00"), (-0.005, 2, "−0.01"), (-1.5, 1, "−1.5"), (12.3, 4, "12.3000"),
      (1e15, 2, "1000000000000000.00"), (1e18, 2, "1.00×10¹⁸"), (-1e300, 2, "−1.00×10³⁰⁰"),
      (.nan, 2, "–"), (.infinity, 2, "∞"), (-.infinity, 2, "−∞"),
      (.leastNonzeroMagnitude, 4, "0.0000"),
    ])
  func fixed(value: Double, digits: Int, expected: String) {
    #expect(format.fixed(value, digits: digits) == expected)
  }

  @Test(
    "Scientific notation keeps its mantissa between 1 and 10",
    arguments: [
      (0.0, "0"), (1, "1.00×10⁰"), (9.996, "1.00×10¹"), (9.994, "9.99×10⁰"), (4e18, "4.00×10¹⁸"),
      (1e23, "1.00×10²³"), (-2.5e-7, "−2.50×10⁻⁷"), (0.001, "1.00×10⁻³"),
      (2.2250738585072014e-308, "2.23×10⁻³⁰⁸"), (.leastNonzeroMagnitude, "4.94×10⁻³²⁴"),
      (.nan, "–"),
      (-.infinity, "−∞"), (.greatestFiniteMagnitude, "1.80×10³⁰⁸"),
    ])
  func scientific(value: Double, expected: String) {
    #expect(format.scientific(value, digits: 2) == expected)
  }

  @Test(
    "Counts stand in full below a million",
    arguments: [
      (0, "0"), (999_999, "999999"), (1_000_000, "1.00×10⁶"), (9_996_000, "1.00×10⁷"),
      (999_999_999, "1.00×10⁹"), (4_000_000_000_000_000_000, "4.00×10¹⁸"), (.max, "9.22×10¹⁸"),
    ] as [(Int64, String)])
  func counts(value: Int64, expected: String) {
    #expect(format.count(value) == expected)
  }

  @Test(
    "Shares are never rounded to 0 or 1",
    arguments: [
      (0, 10, "0"), (10, 10, "1"), (6972, 10000, "0.6972"), (8, 1_000_000, "8×10⁻⁶"),
      (999_991, 1_000_000, "1−9×10⁻⁶"), (99_996, 100_000, "1−4×10⁻⁵"), (99_985, 100_000, "0.9999"),
      (1, 10_000, "0.0001"), (9_999, 10_000, "0.9999"), (99_994, 1_000_000, "0.1000"),
      (99_995, 1_000_000_000, "10⁻⁴"), (999_900_005, 1_000_000_000, "1−10⁻⁴"),
      (2, 4_000_000_000_000_000_000, "5×10⁻¹⁹"),
      (3_999_999_999_999_999_998, 4_000_000_000_000_000_000, "1−5×10⁻¹⁹"),
      (2_000_000_000_000_000_000, 4_000_000_000_000_000_000, "0.5000"),
    ] as [(Int64, Int64, String)])
  func shares(part: Int64, whole: Int64, expected: String) {
    #expect(format.share(part, of: whole) == expected)
  }

  @Test("No live share of any size of dataset reads 0 or 1, and reading it back is close")
  func liveShares() throws {
    var random = SeededRandom(seed: 12)
    for _ in 0..<5000 {
      let whole = Int64(Double.random(in: 2...4e18, using: &random).squareRoot())
      let scaled = random.next(2) == 0 ? whole : whole * Int64(1 + random.next(1000))
      let part =
        switch random.next(3) {
        case 0: 1 + Int64(random.next(3))
        case 1: scaled - 1 - Int64(random.next(3))
        default: Int64.random(in: 1..<scaled, using: &random)
        }
      guard part > 0, part < scaled else { continue }
      for digits in 2...6 {
        for format in [format, ascii] {
          let text = format.share(part, of: scaled, digits: digits)
          let pieces = RunWitness.withPlainExponent(text).split(
            separator: "-", maxSplits: text.hasPrefix("1-") || text.hasPrefix("1−") ? 1 : 0)
          let value =
            pieces.count == 2 ? 1 - (try #require(Double(pieces[1]))) : Double(pieces[0]) ?? .nan
          let exact = Double(part) / Double(scaled)
          #expect(abs(value - exact) <= 0.5 * scale(digits) * 1.001 + 1e-12, "\(text)")
          #expect(!["0", "1"].contains(text) && !text.hasPrefix("0e"))
          let digitsOnly = text.filter { $0.isNumber }
          #expect(digitsOnly.contains { $0 != "0" } && text != format.fixed(1, digits: digits))
        }
      }
    }
  }

  @Test(
    "Small numbers take few characters",
    arguments: [
      (8e-6, "8×10⁻⁶"), (9.6e-5, "10⁻⁴"), (0.0, "0"), (1e-300, "10⁻³⁰⁰"),
      (.leastNonzeroMagnitude, "5×10⁻³²⁴"),
      (-1, "–"), (.nan, "–"), (.infinity, "–"),
    ])
  func compact(value: Double, expected: String) {
    #expect(format.compact(value) == expected)
  }

  @Test(
    "Values of V_I take at most eight columns and are never rounded to 0 or 1",
    arguments: [
      (0.0, "0"), (1, "1"), (0.99996, "0.9999"), (0.99994, "0.9999"), (0.5, "0.5000"),
      (0.001, "0.0010"),
      (0.00099996, "1.0×10⁻³"), (0.00025, "2.5×10⁻⁴"), (9.96e-8, "1.0×10⁻⁷"),
      (2.5e-9, "2.5×10⁻⁹"), (2.5e-10, "3×10⁻¹⁰"), (2.5e-19, "3×10⁻¹⁹"), (.nan, "–"),
    ])
  func lyapunov(value: Double, expected: String) {
    #expect(format.lyapunov(value) == expected)
    #expect(format.lyapunov(value).count <= 8 && ascii.lyapunov(value).count <= 6)
  }

  @Test(
    "Entropies and divergences are never rounded to 0",
    arguments: [
      (0.0, "0"), (1.09861, "1.0986"), (0.0000123, "1.2×10⁻⁵"), (2e-17, "2×10⁻¹⁷"),
      (.infinity, "∞"),
    ])
  func nats(value: Double, expected: String) {
    #expect(format.nats(value) == expected)
  }

  @Test(
    "Temperatures show their digits, and only T = 1 reads 1",
    arguments: [
      (1.0, "1.00"), (0.8, "0.80"), (0.85, "0.85"), (1.005, "1.005"), (0.1234, "0.1234"),
      (0.12345678, "0.1235"), (100_000, "100000.00"), (1e6, "1.00×10⁶"), (0.001, "0.001"),
      (1e-9, "1.00×10⁻⁹"), (.leastNormalMagnitude, "2.23×10⁻³⁰⁸"), (0.99996, "1−4×10⁻⁵"),
      (1.00004, "1+4×10⁻⁵"),
      (1.000_000_001, "1+10⁻⁹"), (.infinity, "∞"), (1e300, "1.00×10³⁰⁰"),
    ])
  func temperatures(value: Double, expected: String) {
    #expect(format.temperature(value) == expected)
  }

  @Test(
    "Fractions of fresh data are in per cent, and never rounded to 0 or 100",
    arguments: [
      (0.0, "0 %"), (1, "100 %"), (0.2, "20 %"), (0.07, "7 %"), (0.29, "29 %"), (0.125, "12.5 %"),
      (0.12345, "12.345 %"), (0.123_456, "12.3 %"), (0.005, "0.5 %"), (0.001, "0.1 %"),
      (0.0004, "0.04 %"), (0.000_04, "0.004 %"), (0.000_004, "4×10⁻⁴ %"), (1e-12, "10⁻¹⁰ %"),
      (0.999_99, "99.999 %"), (0.999_999, "100−10⁻⁴ %"), (0.999_999_999_99, "100−10⁻⁹ %"),
      (0.333_333_333, "33.3 %"), (0.666_666_667, "66.7 %"),
    ] as [(Double, String)])
  func fractions(value: Double, expected: String) {
    #expect(format.fraction(value) == expected)
    let tight = String(expected.filter { $0 != " " })
    #expect(format.fraction(value, isTight: true) == tight)
    #expect(format.fraction(Double(1).nextDown) == "100−10⁻¹⁴ %")
  }

  @Test("ASCII writes the same numbers without other characters")
  func asciiForms() {
    #expect(ascii.scientific(-2.5e-7, digits: 2) == "-2.50e-7")
    #expect(ascii.count(4_000_000_000_000_000_000) == "4.00e18")
    #expect(ascii.share(999_991, of: 1_000_000) == "1-9e-6")
    #expect(ascii.fixed(-.infinity, digits: 1) == "-inf")
    #expect(ascii.fixed(.nan, digits: 1) == "-")
    #expect(ascii.magnitude(6) == "1e6" && ascii.magnitude(-3) == "1e-3")
    #expect(ascii.temperature(.infinity) == "inf")
  }

  @Test("Round powers of ten")
  func magnitudes() {
    #expect((0...4).map { format.magnitude($0) } == ["1", "10", "100", "10³", "10⁴"])
    #expect(format.magnitude(18) == "10¹⁸" && format.magnitude(-12) == "10⁻¹²")
  }

  @Test("A count that is not known to one is told in two figures, and never below what there is")
  func about() {
    for (count, bound, text) in [
      (0, 0, "0"), (7, 7, "7"), (99, 1, "99"), (548, 521, "550"), (224, 224, "224"),
      (28_963, 21_000, "29000"), (102_700, 102_657, "103000"), (996, 990, "10³"),
      (2_040_000, 10, "2×10⁶"), (.max - 1, .max - 1, "9.22×10¹⁸"),
    ] as [(Int64, Int64, String)] {
      #expect(format.about(count, atLeast: bound) == text, "\(count)")
    }
  }

  private func scale(_ digits: Int) -> Double { (0..<digits).reduce(1) { unit, _ in unit / 10 } }

  @Test("A share in per cent is never rounded to none or all, and at most eight columns wide")
  func percents() {
    let format = NumberFormat(symbols: Symbols(.braille))
    for (law, text) in [
      ([6, 4], "60.0 %"), ([1, 2], "33.3 %"), ([0, 3], "0 %"), ([3, 0], "100 %"),
      ([1, 9_999], "0.01 %"), ([9_999, 1], "99.99 %"), ([1, 99_999], "0.001 %"),
      ([1, 999_999_999], "10⁻⁷ %"),
      ([3, 999_999_999_999_999], "3×10⁻¹³%"),
      ([999_999_999, 1], ">99.99 %"), ([99_998, 2], "99.998 %"),
    ] as [([Int64], String)] {
      let point = SimplexPoint(counts: law)
      #expect(format.percent(of: 0, in: point) == text)
      #expect(text.terminalColumns <= NumberFormat.percentColumns)
    }
    // What a card says is what the bars beside it say.
    let words = LessonWords(format: format)
    #expect(words.text(.share(0.6, complement: 0.4)) == "60.0 %")
    #expect(words.text(.share(1 - 1e-9, complement: 1e-9)) == "more than 99.99 %")
  }
}
