import HeatDeath
import Testing

@testable import HeatDeathRuntime

/// Questions and answers in real time: nothing here depends on how fast the thread is.
@Suite struct CalculatorThreadTests {
  /// A question that waits until it may answer.
  private struct Square: Question {
    let number: Int
    var gate: Gate?

    func answer() -> Int {
      gate?.entered.signal()
      if let gate { _ = gate.opened.wait(timeoutNanoseconds: 10_000_000_000) }
      return number * number
    }
  }

  private struct Cube: Question {
    let number: Int

    func answer() -> Int { number * number * number }
  }

  private final class Gate: Hashable, Sendable {
    let entered: WakeSignal
    let opened: WakeSignal

    init() throws {
      entered = try WakeSignal()
      opened = try WakeSignal()
    }

    static func == (left: Gate, right: Gate) -> Bool { left === right }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
  }

  private let wake: WakeSignal
  private let calculator: CalculatorThread

  init() throws {
    wake = try WakeSignal()
    calculator = try CalculatorThread(wake: wake)
  }

  /// The next answers, within ten seconds.
  private func answers(_ count: Int) throws -> [AnsweredInquiry] {
    var answers: [AnsweredInquiry] = []
    while answers.count < count {
      try #require(wake.wait(timeoutNanoseconds: 10_000_000_000), "no answer")
      answers += calculator.latest()?.answers ?? []
    }
    return answers
  }

  @Test("Each question is answered once, with the question beside the answer")
  func answer() throws {
    calculator.ask(Inquiry(Square(number: 7)))
    let answer = try #require(answers(1).first)
    #expect(answer.pair(Square.self)?.question == Square(number: 7))
    #expect(answer.pair(Square.self)?.answer == 49)
    #expect(answer.pair(Cube.self) == nil)
    #expect(calculator.latest() == nil)
  }

  @Test(
    "A newer question takes the place of a waiting one of its kind and subject, and of no other")
  func replacement() throws {
    let gate = try Gate()
    calculator.ask(Inquiry(Square(number: 1, gate: gate)))
    try #require(gate.entered.wait(timeoutNanoseconds: 10_000_000_000))
    calculator.ask(Inquiry(Square(number: 2)))
    calculator.ask(Inquiry(Cube(number: 2)))
    calculator.ask(Inquiry(Square(number: 5), about: 1))
    calculator.ask(Inquiry(Square(number: 3)))
    gate.opened.signal()
    var values: Set<Int> = []
    while !values.isSuperset(of: [9, 8, 25]) {
      values.formUnion(try answers(1).compactMap { $0.answer as? Int })
    }
    #expect(!values.contains(4))
  }

  @Test("Stopping waits for no answer, and nothing is answered afterwards")
  func stop() throws {
    let gate = try Gate()
    calculator.ask(Inquiry(Square(number: 1, gate: gate)))
    try #require(gate.entered.wait(timeoutNanoseconds: 10_000_000_000))
    calculator.stop()
    gate.opened.signal()
    calculator.ask(Inquiry(Square(number: 2)))
    _ = wake.wait(timeoutNanoseconds: 200_000_000)
    #expect(calculator.latest() == nil)
  }
}
