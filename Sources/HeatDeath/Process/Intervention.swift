/// Something done to a running process from outside.
public enum Intervention: Hashable, Sendable {
  /// Samples the model at another temperature from now on.
  case setTemperature(Temperature)
  /// Adds `count` external samples at once, each drawn independently from `law`.
  case inject(count: Int64, law: ExternalLaw)
  /// Sets the fraction λ of external data and its law q from now on; where the engine does not hold
  /// with them, single steps take over.
  case setExternalData(ExternalData)
  /// Closes the loop in another way from now on: the dataset stays, and a new model is trained.
  case setLoop(ClosedLoop)
  /// Advances by another engine from now on: another path with the same law.
  case setEngine(Engine)
  /// Starts again from the initial dataset with another seed; temperature, λ and engine stay as
  /// they are.
  case reseed(UInt64)
  /// Starts again from the initial dataset with the same seed; temperature, λ and engine stay as
  /// they are.
  case restart
}

/// An intervention and the moment it happened.
public struct DatedIntervention: Hashable, Sendable {
  /// The number of samples that the simulation had drawn by then, over its whole life: restarts
  /// do not set it back, injected samples do not count.
  ///
  /// 128 bits, because a life may hold any number of runs of 4·10¹⁸ samples.
  public let samplesDrawn: Int128

  public let intervention: Intervention

  public init(samplesDrawn: Int128, intervention: Intervention) {
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
  /// A window, subsample or batch is out of range.
  case policy(DataPolicyError)
  /// The engine asked for cannot advance this process.
  case engine(EngineRefusal)

  public var description: String {
    switch self {
    case .injection(let count, let room):
      "\(count) samples cannot be injected; accepted are 0 to \(room)"
    case .law(let error): error.description
    case .policy(let error): error.description
    case .engine(let refusal): refusal.description
    }
  }
}
