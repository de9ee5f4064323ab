import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathFiles

@Suite("Numbers on the command line and in files")
struct NumberTests {
  @Test(
    "An integer is read exactly however it is written",
    arguments: [
      ("0", 0), ("-0", 0), ("0e99999999999999999999", 0), ("0.000", 0), ("7", 7), ("+7", 7),
      ("007", 7), ("1e3", 1000), ("1E3", 1000), ("1e+3", 1000), ("2.5e3", 2500), ("1500e-2", 15),
      ("5.0", 5), ("5.", 5), (".5e1", 5), ("1_000_000", 1_000_000),
      ("1_0.5_0e1_0", 105_000_000_000),
      ("1e15", 1_000_000_000_000_000), ("4e18", 4_000_000_000_000_000_000),
      ("3999999999999999999", 3_999_999_999_999_999_999),
      ("0.000000000000000004e36", 4_000_000_000_000_000_000),
      ("9007199254740993", 9_007_199_254_740_993),
    ] as [(String, Int64)])
  func integers(text: String, value: Int64) throws {
    #expect(try ExactInteger.parse(text, in: 0...Dataset.maximumSize) == value)
  }

  @Test(
    "What is no integer from 0 to 4e18 is an error that says why",
    arguments: [
      ("", .empty), (" ", .notANumber), ("1.5", .fractional), ("1e-1", .fractional),
      ("1e-99999999999999999999", .fractional), ("-1", .negative), ("-1e30", .negative),
      ("1e30", .tooLarge), ("4000000000000000001", .tooLarge), ("9223372036854775808", .tooLarge),
      ("18446744073709551616", .tooLarge), ("1e99999999999999999999", .tooLarge),
      ("abc", .notANumber), ("1,5", .decimalComma), ("1,000,000", .thousands("1_000_000")),
      ("_1", .notANumber),
      ("1_", .notANumber), ("1__0", .notANumber), ("1_e3", .notANumber), ("1e", .notANumber),
      ("1e+", .notANumber), (".", .notANumber), ("e5", .notANumber), ("0x10", .notANumber),
      ("1 000", .thousands("1_000")), ("١٢", .notANumber), ("１２", .notANumber), ("−5", .notANumber),
      ("inf", .notANumber), ("nan", .notANumber), ("--5", .notANumber), ("1.2.3", .notANumber),
    ] as [(String, NumberError.Problem)])
  func badIntegers(text: String, problem: NumberError.Problem) {
    let error = #expect(throws: NumberError.self) {
      try ExactInteger.parse(text, in: 0...Dataset.maximumSize)
    }
    #expect(error?.problem == problem)
    #expect(error?.found == text)
    #expect(error?.accepted == "integers from 0 to 4e18")
  }

  @Test("The whole range of a seed is accepted and nothing beyond")
  func seeds() throws {
    #expect(try ExactInteger.parse("18446744073709551615", in: 0...UInt64.max) == .max)
    #expect(throws: NumberError.self) {
      try ExactInteger.parse("18446744073709551616", in: 0...UInt64.max)
    }
  }

  @Test("A range that goes below zero takes negative numbers down to its end")
  func negativeRange() throws {
    #expect(try ExactInteger.parse("-128", in: Int8.min...Int8.max) == -128)
    #expect(try ExactInteger.parse("-1.2e1", in: Int8.min...Int8.max) == -12)
    let error = #expect(throws: NumberError.self) {
      try ExactInteger.parse("-129", in: Int8.min...Int8.max)
    }
    #expect(error?.problem == .tooSmall)
  }

  @Test("Random integers in random notation read back as themselves")
  func integerRoundTrip() throws {
    var generator = SeededRandom(seed: 11)
    for _ in 0..<20_000 {
      let value =
        Int64.random(in: 0...Dataset.maximumSize, using: &generator)
        >> Int64.random(in: 0...62, using: &generator)
      var text = String(value)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: text += "e0"
      case 1: text = "\(text)000e-3"
      case 2:
        let point = text.index(
          text.startIndex, offsetBy: Int.random(in: 0...text.count, using: &generator))
        let exponent = text.distance(from: point, to: text.endIndex)
        text = "\(text[..<point]).\(text[point...])e\(exponent)"
      default: text = text.map(String.init).joined(separator: "_")
      }
      #expect(try ExactInteger.parse(text, in: 0...Dataset.maximumSize) == value, "\(text)")
    }
  }

  @Test("No text makes the number readers trap, and what one takes the others take too")
  func fuzz() {
    var generator = SeededRandom(seed: 12)
    let alphabet = Array("0123456789012345678900__..--++eEinfa,é ")
    for _ in 0..<50_000 {
      let text = String(
        (0..<Int.random(in: 0...24, using: &generator)).map { _ in
          alphabet.randomElement(using: &generator)!
        })
      let integer = try? ExactInteger.parse(text, in: Int64.min...Int64.max)
      let decimal = try? DecimalNumber.parse(text, accepted: "")
      if let integer, let decimal { #expect(Double(integer) == decimal, "\(text)") }
      if integer != nil { #expect(NumberSyntax(text) != nil && decimal != nil, "\(text)") }
      _ = try? DecimalNumber.temperature(text)
    }
  }

  @Test("Doubles read back as themselves")
  func doubleRoundTrip() throws {
    var generator = SeededRandom(seed: 13)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      #expect(try DecimalNumber.parse(value.description, accepted: "") == value)
    }
  }

  @Test(
    "A temperature is a number above 0 or inf",
    arguments: [
      ("0.8", 0.8), ("1", 1), ("1e-3", 1e-3), (".5", 0.5), ("1_0.5", 10.5), ("1e6", 1e6),
      ("inf", .infinity), ("INF", .infinity),
    ] as [(String, Double)])
  func temperatures(text: String, value: Double) throws {
    #expect(try DecimalNumber.temperature(text).value == value)
  }

  @Test(
    "What is no temperature is an error that says why",
    arguments: [
      ("0", .tooSmall), ("-0.0", .tooSmall), ("-1", .negative), ("-inf", .notANumber),
      ("nan", .notANumber), ("0,8", .decimalComma), ("1e-320", .tooSmall), ("1e-400", .tooSmall),
      ("1e400", .tooLarge), ("", .empty), ("hot", .notANumber), ("0x1p3", .notANumber),
    ] as [(String, NumberError.Problem)])
  func badTemperatures(text: String, problem: NumberError.Problem) {
    let error = #expect(throws: NumberError.self) { try DecimalNumber.temperature(text) }
    #expect(error?.problem == problem)
  }

  @Test("Values in messages are escaped and cut")
  func quoting() {
    #expect(quoted("a\u{1B}[2J\nb") == #""a\u{1B}[2J\u{A}b""#)
    #expect(
      quoted(String(repeating: "x", count: 41)) == "\"\(String(repeating: "x", count: 40))…\"")
    #expect(quoted("e" + String(repeating: "\u{301}", count: 1000)).unicodeScalars.count == 10)
  }
}
