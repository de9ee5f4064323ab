import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathFiles

/// Logs as a screen reads them.
@Suite("Logs as a screen reads them") struct LogFileDriverTests {
  private func drain(_ driver: LogFileDriver) {
    while driver.turn() {}
  }

  @Test("A growing file is followed through rotation and truncation, with its own steps and notes")
  func growing() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("log.csv", Array("epoch,A,B\n10,5,3\n20,6,3\n".utf8))
    let driver = LogFileDriver(
      try LogFollower(path: path, follows: true), options: LogOptions())
    drain(driver)
    var report = driver.report
    #expect(report.activity == .waiting && report.labels == ["A", "B"])
    #expect(report.history.rows.map(\.amounts) == [[5, 3], [6, 3]])
    #expect(report.history.rows.map(\.position) == [10, 20] && report.positionName == "epoch")
    try folder.append("log.csv", "30,x,4\n40,9,4\n50,9,")
    drain(driver)
    report = driver.report
    #expect(report.leftOutCount == 1 && report.notes.contains { $0.contains("line 4: column 2") })
    #expect(report.history.last?.position == 40 && report.history.last?.previous == nil)
    try folder.append("log.csv", "7\n")
    drain(driver)
    #expect(driver.report.history.last?.amounts == [9, 7])
    #expect(driver.report.history.last?.previous == [9, 4])
    try folder.rename("log.csv", "log.csv.1")
    try folder.write("log.csv", Array("epoch,A,B\n0,1,1\n".utf8))
    drain(driver)
    report = driver.report
    #expect(report.notes.contains { $0.contains("another file has the name") })
    #expect(report.history.last?.amounts == [1, 1] && report.history.last?.previous == nil)
    try folder.cut("log.csv")
    drain(driver)
    #expect(driver.report.notes.contains { $0.contains("became shorter") })
  }

  @Test("What is no log says so, and is over")
  func failing() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("log.csv", Array("A,B\n0.1,7\n".utf8))
    let driver = LogFileDriver(
      try LogFollower(path: path, follows: false), options: LogOptions())
    driver.readToEnd()
    guard case .failed(let reason) = driver.activity else {
      Issue.record("read")
      return
    }
    #expect(reason.contains("line 2") && driver.report.notes.last == reason && !driver.turn())
  }

  @Test("Of very many categories the largest are kept, and what there is besides counts as one")
  func fold() {
    var few = CategoryFold(most: 32)
    #expect(few.folded([1, 2, 3]) == [1, 2, 3] && few.takeNote() == nil)
    #expect(few.folded(Array(1...40)).count == 32)
    #expect(few.folded(Array(1...40)).last == (32...40).reduce(0, +))
    #expect(few.takeNote() == "more than 32 categories, further ones as \"(other)\"")
    #expect(few.takeNote() == nil)
    #expect(few.labels(of: (1...40).map(String.init)).suffix(2) == ["31", "(other)"])
    var many = CategoryFold(most: 32)
    let row = (0..<100).map { Int64($0 * 37 % 101) }
    let folded = many.folded(row)
    #expect(folded.count == 3 && folded.reduce(0, +) == row.reduce(0, +))
    #expect(folded.dropLast().sorted() == row.sorted().suffix(2))
    let note =
      "100 categories: the 2 largest of the first row are shown, further ones as \"(other)\""
    #expect(many.takeNote() == note)
    // Those of the first row, in later rows as well.
    let kept = many.labels(of: (0..<100).map(String.init)).dropLast().map { Int($0)! }
    #expect(kept.map { row[$0] } == Array(folded.dropLast()))
    #expect(many.folded(Array(repeating: 1, count: 100)) == [1, 1, 98])
  }
}
