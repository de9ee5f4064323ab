/// One of several models that sample, each at its own temperature, into one dataset.
public struct WeightedModel: Hashable, Sendable {
  /// The temperature T_m at which the model samples.
  public let temperature: Temperature

  /// The share w_m ≥ 0 of the samples that come from it, in parts of the sum over the models.
  public let weight: Double

  public init(temperature: Temperature, weight: Double) {
    self.temperature = temperature
    self.weight = weight
  }

  /// The models with weights that add up to 1.
  ///
  /// Weights whose sum is 1 to rounding are kept as they are, so that normalising twice is
  /// normalising once.
  ///
  /// - Throws: ``SamplerError/noModels``, ``SamplerError/modelWeight(_:model:)`` when a weight is
  ///   negative or not finite, ``SamplerError/noModelWeight`` when all are zero.
  static func normalised(_ models: [WeightedModel]) throws(SamplerError) -> [WeightedModel] {
    guard !models.isEmpty else { throw .noModels }
    var largest = 0.0
    for (index, model) in models.enumerated() {
      guard model.weight >= 0, model.weight.isFinite else {
        throw .modelWeight(model.weight, model: index)
      }
      largest = max(largest, model.weight)
    }
    guard largest > 0 else { throw .noModelWeight }
    let sum = models.reduce(0) { $0 + $1.weight / largest }
    if abs(sum * largest - 1) <= Double(models.count) * 0x1p-52 { return models }
    return models.map {
      WeightedModel(temperature: $0.temperature, weight: $0.weight / largest / sum)
    }
  }
}
