/// Something done to a running process from outside.
public enum Intervention: Hashable, Sendable {
  /// Samples the model at another temperature from now on.
  case setTemperature(Temperature)
  /// Adds `count` external samples at once, each drawn independently from `law`.
  case inject(count: Int64, law: ExternalLaw)
  /// Sets the fraction λ of external data and its law q from now on.
  case setExternalData(ExternalData)
  /// Starts again from the initial dataset with another seed; temperature and λ stay as they are.
  case reseed(UInt64)
  /// Starts again from the initial dataset with the same seed; temperature and λ stay as they are.
  case restart
}

/// An intervention and the moment it happened.
public struct DatedIntervention: Hashable, Sendable {
  /// The number of samples that the simulation had drawn by then, over its whole life: restarts
  /// do not set it back, injected samples do not count.
  public let samplesDrawn: Int64

  public let intervention: Intervention

  public init(samplesDrawn: Int64, intervention: Intervention) {
    self.samplesDrawn = samplesDrawn
    self.intervention = intervention
  }
}

/// An intervention that does not fit the simulation; nothing was changed.
public enum InterventionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The number of samples to inject is below zero or would grow the dataset past
  /// ``Dataset/maximumSize``.
  case injection(count: Int64, room: Int64)
  /// The law does not fit the categories.
  case law(ExternalDataError)

  public var description: String {
    switch self {
    case .injection(let count, let room):
      "\(count) samples cannot be injected; accepted are 0 to \(room)"
    case .law(let error): error.description
    }
  }
}
