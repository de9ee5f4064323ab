import HeatDeath

/// A background thread that reads a log, and looks ten times a second whether it has grown.
///
/// It tells of itself where something has come, at most twenty times a second, and where it is asked to.
public final class LogThread: ReportingSource {
  private let exchange: Exchange
  private let thread: SystemThread

  /// - Parameters:
  ///   - wake: signalled each time a report is ready.
  ///   - driver: makes what reads the log, on the thread.
  /// - Throws: ``SystemCallError`` when the process has no descriptor or thread left.
  public init(
    wake: WakeSignal, _ driver: @escaping @Sendable () -> any LogDriver
  ) throws(SystemCallError) {
    let exchange = Exchange(called: try WakeSignal(), wake: wake)
    self.exchange = exchange
    thread = try SystemThread(name: "heatdeath-log") { exchange.serve(driver()) }
  }

  deinit { stop() }

  public func requestReport() {
    exchange.inbox.withLock { $0.wantsReport = true }
    exchange.called.signal()
  }

  public func latest() -> LogReport? { exchange.latest.take() }

  /// Ends the thread and waits until it has ended: a few milliseconds.
  public func stop() {
    exchange.inbox.withLock { $0.isStopping = true }
    exchange.called.signal()
    thread.join()
  }

  /// What the log had told when the thread ended; `nil` before.
  public var lastReport: LogReport? { exchange.inbox.withLock { $0.lastReport } }

  /// What the thread and its owner share.
  private final class Exchange: Sendable {
    struct Inbox: Sendable {
      var wantsReport = false
      var isStopping = false
      var lastReport: LogReport?
    }

    let inbox = Guarded(Inbox())
    let latest = LatestValue<LogReport>()
    /// Raised after each change of the inbox.
    let called: WakeSignal
    let wake: WakeSignal

    /// How often a log without news is looked at, and how often news are told, in nanoseconds.
    private static let patience: UInt64 = 100_000_000
    private static let newsPeriod: UInt64 = 50_000_000

    init(called: WakeSignal, wake: WakeSignal) {
      self.called = called
      self.wake = wake
    }

    /// The life of the thread.
    func serve(_ driver: any LogDriver) {
      var isNews = true
      var told: UInt64 = 0
      while true {
        let (isStopping, isAsked) = inbox.withLock { inbox in
          defer { inbox.wantsReport = false }
          return (inbox.isStopping, inbox.wantsReport)
        }
        if isStopping { break }
        let before = driver.activity
        let hasRead = driver.turn()
        isNews = isNews || hasRead || driver.activity != before
        let now = systemMonotonicClock()
        // What has come is told at once where nothing follows it.
        if isAsked || isNews && (!hasRead || now >= told + Self.newsPeriod) {
          latest.publish(driver.report)
          wake.signal()
          isNews = false
          told = now
        }
        guard !hasRead else { continue }
        _ = driver.activity.isOver ? called.wait() : called.wait(timeoutNanoseconds: Self.patience)
      }
      let report = driver.report
      inbox.withLock { $0.lastReport = report }
    }
  }
}
