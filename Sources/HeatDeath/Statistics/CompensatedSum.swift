/// A running sum of doubles that keeps what each addition rounds away: its relative error is about
/// one rounding, not one for every term, where no two terms cancel.
///
/// - Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen",
///   Zeitschrift für Angewandte Mathematik und Mechanik 54 (1974).
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  var value: Double { sum + lost }

  mutating func add(_ term: Double) {
    let next = sum + term
    lost += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
  }
}
