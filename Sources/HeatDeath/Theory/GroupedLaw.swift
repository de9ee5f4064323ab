/// Remark 2 in numbers: what is drawn of merged categories, and what a model that knew only the groups
/// would draw.
///
/// With θ̂_G = Σ_{i∈G} θ_i and q̂ likewise, the two laws of the next sample's group are
///
///     drawn_G    = (1−λ) Σ_{i∈G} τ(θ)_i + λ q̂_G
///     ofGroups_G = (1−λ) τ(θ̂)_G        + λ q̂_G
///
/// A temperature does not commute with merging. Under softmax a group of r equal categories has the
/// weight r·(θ̂_G/r)^{1/T} = r^{1−1/T}·θ̂_G^{1/T}, where a category with the group's share has θ̂_G^{1/T}:
/// above T = 1 it is drawn more often than a single category as large, below T = 1 less often. Only at
/// T = 1, with λ = 1, and for groups of one live member each are the two laws the same whatever θ is.
///
/// So a closed loop of categories is no closed loop of their groups at the same temperature, and what
/// theorems say of n categories holds of m groups only where the sampler is one of the groups.
public struct GroupedLaw: Hashable, Sendable {
  /// The law of the next sample's group.
  public let drawn: SimplexPoint
  /// The law of the next sample of a model whose categories are the groups, at the same temperature.
  public let ofGroups: SimplexPoint

  /// - Returns: `nil` for a sampler that is a custom function: it may be one of n categories only.
  /// - Precondition: θ has as many categories as the grouping and as q.
  /// - Complexity: O(n).
  public init?(_ field: MeanField, at theta: SimplexPoint, grouping: Grouping) {
    if case .custom = field.sampler.kind { return nil }
    drawn = grouping.merged(field.nextSampleLaw(at: theta))
    let tau = field.sampler.law(at: grouping.merged(theta), temperature: field.temperature)
    guard let externalLaw = field.externalLaw else {
      ofGroups = tau
      return
    }
    let fraction = field.externalFraction
    ofGroups = SimplexPoint(
      weights: zip(tau.coordinates, grouping.merged(externalLaw).coordinates).map {
        (1 - fraction) * $0 + fraction * $1
      })
  }

  /// The group of which the two laws differ most, the first of equal ones, and drawn − ofGroups there.
  public var largestDifference: (group: Int, difference: Double) {
    let differences = zip(drawn.coordinates, ofGroups.coordinates).map { $0 - $1 }
    let group =
      differences.indices.max { abs(differences[$0]) < abs(differences[$1]) } ?? 0
    return (group, differences[group])
  }
}
