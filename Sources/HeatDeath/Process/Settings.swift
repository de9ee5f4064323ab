/// What may change while a run goes on: what a ``Scenario`` says besides its data and their names.
public struct Settings: Hashable, Sendable {
  /// The softmax temperature T.
  public var temperature: Temperature

  /// The fraction λ of external data and its law q.
  public var externalData: ExternalData

  /// Sampler, learner, data policy and batch.
  public var loop: ClosedLoop

  /// The seed; trajectory r of an ensemble uses stream r of it.
  public var seed: UInt64

  public init(
    temperature: Temperature, externalData: ExternalData = .none, loop: ClosedLoop = .paper,
    seed: UInt64
  ) {
    self.temperature = temperature
    self.externalData = externalData
    self.loop = loop
    self.seed = seed
  }

  /// - Throws: ``ScenarioError`` where the external law does not fit the data, or the policy is out
  ///   of range.
  func check(for initialData: Dataset) throws(ScenarioError) {
    do {
      _ = try externalData.law.resolved(initial: initialData.empiricalLaw)
    } catch {
      throw .externalData(error)
    }
    do { try loop.policy.validate() } catch { throw .policy(error) }
  }
}
