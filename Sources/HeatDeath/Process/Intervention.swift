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
  /// Goes on with other random numbers, those of this seed: another future of the same moment. What
  /// was drawn already, such as the rest of a batch, stays.
  case redraw(UInt64)
  /// Starts again from the initial dataset with the same seed; temperature, λ and engine stay as
  /// they are.
  case restart
  /// Starts anew from another scenario, by the engine in force or, where that does not hold, by
  /// single steps.
  indirect case start(Scenario)
  /// Draws samples up to a ``Simulation/clock`` of exactly that, at once: by leaps as at any pace,
  /// of which the last one lands. An engine that leaps must be in force.
  case land(at: Int64)

  /// Whether the run begins again, on a path of its own.
  var startsAnew: Bool {
    switch self {
    case .reseed, .restart, .start: true
    case .setTemperature, .inject, .setExternalData, .setLoop, .setEngine, .redraw, .land: false
    }
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
  /// A leap is to end at a clock already passed, or beyond the largest dataset.
  case landing(at: Int64, clock: Int64)
  /// A leap is to land while single steps are in force.
  case landingBySteps

  public var description: String {
    switch self {
    case .injection(let count, let room):
      "\(count) samples cannot be injected; accepted are 0 to \(room)"
    case .law(let error): error.description
    case .policy(let error): error.description
    case .engine(let refusal): refusal.description
    case .landing(let target, let clock):
      "a leap to \(target) samples is not possible; accepted are \(clock) to "
        + "\(Dataset.maximumSize)"
    case .landingBySteps: "single steps do not land; accepted are engines that leap"
    }
  }
}
