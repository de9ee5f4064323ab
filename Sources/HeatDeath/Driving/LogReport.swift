/// What a log that is being read tells whoever watches it: an immutable view of one moment.
public struct LogReport: SourceReport {
  /// What its reader is doing.
  public enum Activity: Hashable, Sendable {
    /// There is more to be read at once.
    case reading
    /// All there is has been read; more may come.
    case waiting
    /// Nothing more will come.
    case ended
    /// It cannot be read, or is no log: why.
    case failed(String)

    /// Whether nothing more will come.
    public var isOver: Bool {
      switch self {
      case .reading, .waiting: false
      case .ended, .failed: true
      }
    }
  }

  /// The names of the categories so far; rows may be shorter.
  public let labels: [String]
  public let values: LoopObservations.Values
  /// What the rows read so far are about.
  public let reading: LoopObservations.Reading
  public let history: LogHistory
  /// What the log itself counts its steps by, as `epoch`; `nil` where it does not.
  public let positionName: String?
  /// What there was to say of the reading, oldest first.
  public let notes: [String]
  /// How many rows were left out.
  public let leftOutCount: Int
  public let activity: Activity

  public init(
    labels: [String] = [], values: LoopObservations.Values = .counts,
    reading: LoopObservations.Reading = .totals, history: LogHistory = LogHistory(),
    positionName: String? = nil, notes: [String] = [], leftOutCount: Int = 0,
    activity: Activity = .reading
  ) {
    self.labels = labels
    self.values = values
    self.reading = reading
    self.history = history
    self.positionName = positionName
    self.notes = notes
    self.leftOutCount = leftOutCount
    self.activity = activity
  }
}

/// Reads a log as it comes: what a thread of its own drives.
public protocol LogDriver: AnyObject {
  /// Reads what takes a few milliseconds at most, and waits for nothing.
  ///
  /// - Returns: whether anything was read.
  func turn() -> Bool

  var activity: LogReport.Activity { get }

  var report: LogReport { get }
}
