import HeatDeath

/// A background thread that answers questions one after the other, oldest first. Without any it
/// sleeps.
public final class CalculatorThread: AskedSource {
  private let exchange: Exchange
  private let thread: SystemThread

  /// - Parameter wake: signalled each time an answer is there.
  /// - Throws: ``SystemCallError`` when the process has no descriptor or thread left.
  public init(wake: WakeSignal) throws(SystemCallError) {
    let exchange = Exchange(called: try WakeSignal(), wake: wake)
    self.exchange = exchange
    thread = try SystemThread(name: "heatdeath-calc") { exchange.serve() }
  }

  deinit { stop() }

  public func ask(_ inquiry: Inquiry) {
    exchange.state.withLock { state in
      if let index = state.inquiries.firstIndex(where: inquiry.replaces) {
        state.inquiries[index] = inquiry
      } else {
        state.inquiries.append(inquiry)
      }
    }
    exchange.called.signal()
  }

  public func latest() -> AnswerReport? {
    let answers = exchange.state.withLock { state in
      let answers = state.answers
      state.answers = []
      return answers
    }
    return answers.isEmpty ? nil : AnswerReport(answers)
  }

  /// Ends the thread once it has answered the question it is at, and does not wait for that.
  public func stop() {
    exchange.state.withLock { state in
      state.isStopping = true
      state.inquiries = []
    }
    exchange.called.signal()
  }

  /// What the thread and its owner share.
  private final class Exchange: Sendable {
    struct State: Sendable {
      var inquiries: [Inquiry] = []
      var answers: [AnsweredInquiry] = []
      var isStopping = false
    }

    let state = Guarded(State())
    /// Raised after each change of the questions.
    let called: WakeSignal
    let wake: WakeSignal

    init(called: WakeSignal, wake: WakeSignal) {
      self.called = called
      self.wake = wake
    }

    /// The life of the thread.
    func serve() {
      while true {
        let (next, isStopping) = state.withLock { state in
          (state.inquiries.isEmpty ? nil : state.inquiries.removeFirst(), state.isStopping)
        }
        if isStopping { return }
        guard let next else {
          _ = called.wait()
          continue
        }
        let answered = next.answered()
        state.withLock { state in
          state.answers.removeAll { next.replaces($0.inquiry) }
          if !state.isStopping { state.answers.append(answered) }
        }
        wake.signal()
      }
    }
  }
}
