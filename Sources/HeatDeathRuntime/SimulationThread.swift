import HeatDeath

/// A background thread that owns a simulation outright: the screen sends commands and takes
/// snapshots, and neither ever waits for the other.
///
/// ```swift
/// let ready = try WakeSignal()  // in the screen's poll set
/// let engine = try SimulationThread(
///   scenario: scenario, pace: .standard, running: true, wake: ready)
/// engine.send(.intervene(.setTemperature(.one)))
/// engine.requestReport()
/// // … `ready` becomes readable …
/// ready.drain()
/// if let frame = engine.latest() { draw(frame) }
/// ```
///
/// The thread draws in batches below a millisecond and looks for commands and requests between
/// them. A snapshot shows every command that was sent before it was requested. With nothing to do
/// the thread sleeps until it is called: paused, it takes no time at all.
///
/// Whatever the pace, however often snapshots are asked for, the same scenario with the same
/// interventions at the same ``Simulation/samplesDrawn`` gives the same path.
public final class SimulationThread: CommandedSource {
  private let exchange: Exchange
  private let thread: SystemThread

  /// Starts a thread with a simulation at its initial dataset.
  ///
  /// - Parameters:
  ///   - selection: which engine advances it where there is a choice.
  ///   - running: whether it draws samples at once or waits for ``SimulationCommand/run``.
  ///   - wake: signalled each time a snapshot that was requested is ready.
  /// - Throws: ``SystemCallError`` when the process has no descriptor or thread left.
  public convenience init(
    scenario: Scenario, pace: Pace, running: Bool, selection: EngineSelection = .automatic,
    wake: WakeSignal
  ) throws(SystemCallError) {
    try self.init(wake: wake) {
      SimulationDriver(
        scenario: scenario, pace: pace, running: running, selection: selection,
        clock: systemMonotonicClock)
    }
  }

  /// Starts a thread with a simulation that does what was recorded, until a command changes it.
  ///
  /// - Throws: ``SystemCallError`` when the process has no descriptor or thread left.
  public convenience init(
    following recording: Recording, pace: Pace, running: Bool, wake: WakeSignal
  ) throws(SystemCallError) {
    try self.init(wake: wake) {
      SimulationDriver(
        following: recording, pace: pace, running: running, clock: systemMonotonicClock)
    }
  }

  private init(
    wake: WakeSignal, _ driver: @escaping @Sendable () -> SimulationDriver
  ) throws(SystemCallError) {
    let exchange = Exchange(called: try WakeSignal(), wake: wake)
    self.exchange = exchange
    thread = try SystemThread(name: "heatdeath-sim") { exchange.serve(driver()) }
  }

  deinit { stop() }

  /// Hands over a command.
  ///
  /// - Returns: the command's number, counted from 1, by which snapshots tell that it has been
  ///   carried out or has failed.
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

  /// Asks for a snapshot; requests that have not been answered yet are one.
  public func requestReport() {
    exchange.inbox.withLock { $0.wantsSnapshot = true }
    exchange.called.signal()
  }

  /// The newest snapshot that has not been taken yet, or `nil`.
  public func latest() -> RunReport? { exchange.latest.take() }

  /// Ends the thread and waits until it has ended: at most a batch. Later commands and requests
  /// have no effect.
  public func stop() {
    exchange.inbox.withLock { $0.isStopping = true }
    exchange.called.signal()
    thread.join()
  }

  /// What the thread and its owner share.
  private final class Exchange: Sendable {
    struct Inbox: Sendable {
      var commands: [SimulationCommand] = []
      /// The number of the last command.
      var lastSequence: UInt64 = 0
      var wantsSnapshot = false
      var isStopping = false
    }

    let inbox = Guarded(Inbox())
    let latest = LatestValue<RunReport>()
    /// Raised after each change of the inbox.
    let called: WakeSignal
    let wake: WakeSignal

    init(called: WakeSignal, wake: WakeSignal) {
      self.called = called
      self.wake = wake
    }

    /// The life of the thread.
    func serve(_ driver: consuming SimulationDriver) {
      while true {
        let orders = takeOrders()
        if orders.isStopping { return }
        var sequence = orders.lastSequence - UInt64(orders.commands.count)
        for command in orders.commands {
          sequence += 1
          driver.perform(command, sequence: sequence)
        }
        let wait = driver.turn()
        if orders.wantsSnapshot {
          latest.publish(driver.report)
          wake.signal()
        }
        switch wait {
        case .none: break
        case .forever: _ = called.wait()
        case .until(let time):
          let now = systemMonotonicClock()
          if time > now { _ = called.wait(timeoutNanoseconds: time - now) }
        }
      }
    }

    private func takeOrders() -> Inbox {
      inbox.withLock { inbox in
        let orders = inbox
        inbox.commands = []
        inbox.wantsSnapshot = false
        return orders
      }
    }
  }
}
