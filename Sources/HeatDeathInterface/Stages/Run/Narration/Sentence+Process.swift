import HeatDeath
import RealModule

// What the process does by itself: events, then milestones.
extension Sentence {
  /// Where the dataset grows, with the size at which it happened as far as the path tells.
  static func overtaking(_ overtaking: Overtaking, in snapshot: Snapshot) -> Sentence {
    let (scenario, grows) = (snapshot.scenario, snapshot.loop.policy.grows)
    let (former, leader, size) = (overtaking.former, overtaking.leader, overtaking.size)
    return Sentence(
      .event, of: snapshot, while: { $0.leader == leader },
      words: { format in
        let event = "\(scenario.name(of: leader)) overtook \(scenario.name(of: former))"
        return grows ? "\(event) by k = \(format.restingCount(size))" : event
      })
  }

  static func extinction(of categories: [Int], in snapshot: Snapshot) -> Sentence {
    let names = categories.map(snapshot.scenario.name).joined(separator: ", ")
    return Sentence(
      .event, of: snapshot,
      while: { present in categories.allSatisfy { present.counts[$0] == 0 } },
      words: { _ in "\(names) died out: not one sample is left in the dataset" })
  }

  /// For 10^`exponent` samples at least; where all others have none, who has them all.
  ///
  /// - Parameters:
  ///   - silent: who have not been drawn, one at least.
  ///   - living: who have samples, those among them.
  static func drought(
    of silent: [Int], among living: [Int], exponent: Int, in snapshot: Snapshot
  ) -> Sentence {
    let (scenario, counts) = (snapshot.scenario, snapshot.counts)
    let drawn = living.filter { !silent.contains($0) }
    let isOnlyOne = drawn.count == 1 && silent.count > 1
    return Sentence(
      .event, of: snapshot,
      while: { present in
        present.loop.policy.grows
          && (isOnlyOne
            ? counts.indices.allSatisfy { $0 == drawn[0] || present.counts[$0] == counts[$0] }
            : silent.allSatisfy { present.counts[$0] == counts[$0] })
      },
      words: { format in
        let span = "for \(format.magnitude(exponent)) samples"
        if isOnlyOne { return "only \(scenario.name(of: drawn[0])) has been drawn \(span)" }
        if silent.count > mostNamed {
          return "\(silent.count) categories have not been drawn \(span)"
        }
        let names = silent.map(scenario.name)
        guard names.count > 1 else { return "\(names[0]) has not been drawn \(span)" }
        return "\(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1]) "
          + "have not been drawn \(span)"
      })
  }

  /// So many are named of those of whom the same is told.
  private static let mostNamed = 3

  /// All but less than 10^−`level` belongs to the leader.
  static func collapse(to leader: Int, nines level: Int, in snapshot: Snapshot) -> Sentence {
    let (label, isOfData) = (snapshot.scenario.name(of: leader), snapshot.isOfData)
    return Sentence(
      .milestone, of: snapshot,
      while: { $0.leader == leader && $0.ninesOfLeader >= level && $0.isOfData == isOfData },
      words: { format in
        guard level <= 4 else {
          let one = "one in \(format.magnitude(level))"
          return isOfData
            ? "all but fewer than \(one) samples are \(label)"
            : "the model gives all others less than \(one) beside \(label)"
        }
        let part = "more than \(["90", "99", "99.9", "99.99"][level - 1]) %"
        return isOfData ? "\(part) of all samples are \(label)" : "the model gives \(label) \(part)"
      })
  }

  static func evenness(_ level: Int, in snapshot: Snapshot) -> Sentence {
    let extinct = snapshot.extinct
    return Sentence(
      .milestone, of: snapshot, while: { $0.evenness >= level && $0.extinct == extinct },
      words: { format in
        let bound = format.tick(100 * .pow(10, -Double(level)))
        let shares = extinct.isEmpty ? "shares" : "living shares"
        return "no two \(shares) differ by more than \(bound) percentage point"
          + (level == 2 ? "" : "s")
      })
  }

  /// More than 10^`decade` times the initial samples. It says little, and makes room soon.
  static func growth(_ decade: Int, in snapshot: Snapshot) -> Sentence {
    let grows = snapshot.loop.policy.grows
    return Sentence(
      .milestone, of: snapshot, lifetime: 3,
      while: { $0.decades >= decade && $0.loop.policy.grows == grows },
      words: { format in
        let data = "\(format.magnitude(decade)) times the data it started from"
        return grows ? "the dataset is over \(data)" : "drawn so far: over \(data)"
      })
  }
}
