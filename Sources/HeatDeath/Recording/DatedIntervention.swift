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

/// An intervention in the present run and the ``Simulation/clock`` just after it.
public struct InterventionMark: Hashable, Sendable {
  public let clock: Int64
  public let intervention: Intervention

  public init(clock: Int64, intervention: Intervention) {
    self.clock = clock
    self.intervention = intervention
  }
}
