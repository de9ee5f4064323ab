import HeatDeath

/// What is written of a dataset besides the run and k. The order of the cases is that of columns.
package enum RecordColumn: String, Hashable, Sendable, CaseIterable {
  /// The counts c_i.
  case counts
  /// The model's law Θ.
  case theta
  /// The sampler's law τ(Θ).
  case tau
  /// V_I of every index set I of two or more categories, as ``CategorySet/all(ofCategories:)``
  /// lists them; nothing where it is undefined.
  case v
  /// The entropy of Θ in nats.
  case entropy
  /// D(Θ(ℓ)‖Θ) in nats: how far the model has left the initial data.
  case kl

  /// With `v`, the number of columns grows as 2ⁿ.
  package static let maximumCategoryCountForV = 16

  /// The CSV header.
  ///
  /// `run,k`, then one name for each column: labels for counts, `theta_A`, `tau_A`, `v_A+B`,
  /// `entropy`, `kl`. A name that stood before gets `_2`, `_3`, … appended, so that a category
  /// called k does not hide the column k.
  static func names(_ columns: [RecordColumn], labels: [String]) -> [String] {
    var names = ["run", "k"]
    for column in columns {
      switch column {
      case .counts: names += labels
      case .theta, .tau: names += labels.map { "\(column.rawValue)_\($0)" }
      case .v:
        names += CategorySet.all(ofCategories: labels.count).map { set in
          "v_" + set.members.map { labels[$0] }.joined(separator: "+")
        }
      case .entropy, .kl: names.append(column.rawValue)
      }
    }
    var taken = Set<String>(minimumCapacity: names.count)
    return names.map { name in
      var candidate = name
      var number = 1
      while !taken.insert(candidate).inserted {
        number += 1
        candidate = "\(name)_\(number)"
      }
      return candidate
    }
  }
}
