import HeatDeath

/// A crowd carried in the background by several threads: the screen sends commands and takes reports,
/// and waits for neither.
///
/// One thread keeps the pace, takes commands and reports; all of them carry runs, some dozens at a
/// time, so that partial figures, commands and the end come between. Which thread carries which runs
/// shows nowhere in what they become (``Crowd``). With nothing to do all sleep.
public final class CrowdThread: CommandedSource {
  private let exchange: Exchange
  private let threads: [SystemThread]

  /// Starts the threads with all runs at the start.
  ///
  /// - Parameters:
  ///   - running: whether the crowd sets out at once.
  ///   - workerCount: on how many threads, ≥ 1.
  ///   - wake: signalled each time a report that was requested is ready.
  /// - Throws: ``CrowdRefusal``; ``SystemCallError`` when the process has no descriptor or thread left.
  public init(
    scenario: Scenario, runs: Int, pace: Pace, running: Bool, workerCount: Int = 2,
    wake: WakeSignal
  ) throws {
    precondition(workerCount >= 1, "a crowd does not carry itself")
    // Here, so that a refusal comes at once; the forecast is the thread's.
    if let refusal = Crowd.refusal(of: scenario) { throw refusal }
    guard Crowd.runCounts.contains(runs) else { throw CrowdRefusal.runs(runs) }
    let exchange = Exchange(
      called: try WakeSignal(),
      helpers: try (1..<max(1, workerCount)).map { _ in try WakeSignal() }, wake: wake)
    self.exchange = exchange
    var threads = [
      try SystemThread(name: "heatdeath-crowd") {
        exchange.serve(scenario: scenario, runs: runs, pace: pace, running: running)
      }
    ]
    for helper in exchange.helpers {
      // Fewer threads give the same results later.
      guard
        let thread = try? SystemThread(
          name: "heatdeath-carry", body: { exchange.help(called: helper) })
      else { break }
      threads.append(thread)
    }
    self.threads = threads
  }

  deinit { stop() }

  /// Hands over a command.
  ///
  /// - Returns: the command's number, counted from 1.
  @discardableResult
  public func send(_ command: SimulationCommand) -> UInt64 {
    let sequence = exchange.inbox.withLock { inbox in
      inbox.commands.append(command)
      inbox.lastSequence += 1
      return inbox.lastSequence
    }
    exchange.called.signal()
    return sequence
  }

  /// Asks for a report; requests that have not been answered yet are one.
  public func requestReport() {
    exchange.inbox.withLock { $0.wantsReport = true }
    exchange.called.signal()
  }

  /// The newest report that has not been taken yet, or `nil`.
  public func latest() -> CrowdReport? { exchange.latest.take() }

  /// Ends the threads and waits until they have ended: at most for a few runs.
  public func stop() {
    exchange.inbox.withLock { $0.isStopping = true }
    exchange.called.signal()
    for helper in exchange.helpers { helper.signal() }
    for thread in threads { thread.join() }
  }

  /// What the threads and their owner share.
  private final class Exchange: Sendable {
    struct Inbox: Sendable {
      var commands: [SimulationCommand] = []
      /// The number of the last command.
      var lastSequence: UInt64 = 0
      var wantsReport = false
      var isStopping = false
    }

    let inbox = Guarded(Inbox())
    /// `nil` until the first thread has made it.
    let driver = Guarded<CrowdDriver?>(nil)
    let latest = LatestValue<CrowdReport>()
    /// Raised after each change of the inbox, and when the last runs have arrived.
    let called: WakeSignal
    /// Raised when runs have set out: one for each further thread.
    let helpers: [WakeSignal]
    let wake: WakeSignal

    init(called: WakeSignal, helpers: [WakeSignal], wake: WakeSignal) {
      self.called = called
      self.helpers = helpers
      self.wake = wake
    }

    /// The life of the first thread.
    func serve(scenario: Scenario, runs: Int, pace: Pace, running: Bool) {
      // What could be refused has been checked.
      guard
        let made = try? CrowdDriver(
          scenario: scenario, runs: runs, pace: pace, running: running,
          clock: systemMonotonicClock)
      else { return }
      driver.withLock { $0 = made }
      var isReportWanted = false
      var published: Int?
      while true {
        let orders = takeOrders()
        if orders.isStopping { return }
        let (wait, load) = driver.withLock { driver in
          var sequence = orders.lastSequence - UInt64(orders.commands.count)
          for command in orders.commands {
            sequence += 1
            driver?.perform(command, sequence: sequence)
          }
          let wait = driver?.turn() ?? .forever
          return (wait, driver?.takeLoad())
        }
        isReportWanted = isReportWanted || orders.wantsReport
        if isReportWanted {
          // Nobody needs to hear the same twice: it waits until there is news.
          let news = driver.withLock { driver -> (report: CrowdReport, version: Int)? in
            guard let version = driver?.version, version != published else { return nil }
            return (driver?.report()).map { ($0, version) }
          }
          if let news {
            published = news.version
            isReportWanted = false
            latest.publish(news.report)
            wake.signal()
          }
        }
        if let load {
          for helper in helpers { helper.signal() }
          carry(load)
          continue
        }
        switch wait {
        // The last runs are on the way with others, who call when they have arrived.
        case .none, .forever: _ = called.wait()
        case .until(let time):
          let now = systemMonotonicClock()
          if time > now { _ = called.wait(timeoutNanoseconds: time - now) }
        }
      }
    }

    /// The life of the other threads.
    func help(called signal: WakeSignal) {
      while true {
        _ = signal.wait()
        while !inbox.withLock({ $0.isStopping }), let load = driver.withLock({ $0?.takeLoad() }) {
          if carry(load) { called.signal() }
        }
        if inbox.withLock({ $0.isStopping }) { return }
      }
    }

    /// - Returns: whether all runs have arrived with these.
    @discardableResult
    private func carry(_ load: CrowdLoad) -> Bool {
      var load = load
      guard load.carry(unless: { inbox.withLock { $0.isStopping } }) else { return false }
      return driver.withLock { driver in driver?.put(load) ?? false }
    }

    private func takeOrders() -> Inbox {
      inbox.withLock { inbox in
        let orders = inbox
        inbox.commands = []
        inbox.wantsReport = false
        return orders
      }
    }
  }
}
