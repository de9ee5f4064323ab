/// The shares of categories in a sentence, the largest first. The first few are told by their names;
/// those that are written with the same figure together where names would take too much room; and of
/// the rest that it is less, only where it is less as written.
///
/// `A 42.6 %, 7 others 8.2 % each`, `A 40.0 %, B 20.0 %, C 9.0 %, D 8.0 %, 4 others less`,
/// `all 8 at 12.5 %`.
struct ShareList {
  /// How many categories there are.
  let count: Int
  /// The name of a category as sentences write it, by its place from the largest on.
  let name: (Int) -> String
  /// Its figure. Those of smaller shares stand behind those of larger ones: what is written alike stands
  /// together.
  let figure: (Int) -> String

  /// So many are told by their names, or by one figure that several have.
  private static let most = 4

  /// Whether all of several have one figure.
  var isAlike: Bool { count > 1 && figure(0) == figure(count - 1) }

  /// All of them.
  var words: String {
    guard count < 3 || !isAlike else { return "all \(count) at \(figure(0))" }
    var parts: [String] = []
    var (place, room) = (0, Self.most)
    while place < count {
      let next = end(ofFigureAt: place)
      let members = next - place
      if members <= room || members == 1 && next == count {
        parts += (place..<next).map { "\(name($0)) \(figure($0))" }
        room -= members
      } else if room > 0 {
        let others = place == 0 ? "at" : "others"
        parts.append("\(members) \(others) \(figure(place)) each")
        room -= 1
      } else {
        return (parts + [rest(from: place)].compactMap(\.self)).joined(separator: ", ")
      }
      place = next
    }
    return parts.joined(separator: ", ")
  }

  /// The first alone, or those that are written like it: `A 42.6 %`, `3 at 20.0 % each`.
  var brief: String {
    guard count > 0 else { return "" }
    let members = end(ofFigureAt: 0)
    if members == 1 { return "\(name(0)) \(figure(0))" }
    return members == count ? "all \(count) at \(figure(0))" : "\(members) at \(figure(0)) each"
  }

  /// Those from a place on, as others than the ones before: `4 others less`, `4 others 8.2 % each`;
  /// `nil` where there are none, or the first of them is written like the one before.
  func rest(from place: Int) -> String? {
    guard place < count, place == 0 || figure(place) != figure(place - 1) else { return nil }
    let others = count - place
    if others == 1 { return "1 other \(figure(place))" }
    return figure(place) == figure(count - 1)
      ? "\(others) others \(figure(place)) each" : "\(others) others less"
  }

  /// The place behind the last one that has the figure of a place. There may be thousands.
  private func end(ofFigureAt place: Int) -> Int {
    let text = figure(place)
    var (low, high) = (place + 1, count)
    while low < high {
      let middle = (low + high) / 2
      if figure(middle) == text { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
