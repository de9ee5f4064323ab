import TestSupport
import Testing

/// Logs on the screen of a real terminal.
@Suite("Logs in a terminal", .serialized)
struct WatchTests {
  /// A run of one's own, a row a line.
  private static let log = """
    epoch,cat,dog,fox
    0,5,3,2
    1,9,4,3
    2,20,6,4
    3,45,8,5
    4,95,11,6
    5,200,14,8
    6,420,17,9
    7,880,20,10

    """

  @Test("A growing file is shown as it grows, through a rotation; keys lead back; all is restored")
  func growing() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("train.csv", Array(Self.log.utf8))
    let terminal = try Tmux(columns: 100, rows: 32, [Tmux.builtProgram, "watch", path, "--follow"])
    try await terminal.wait(for: "row 8 of 8")
    try await terminal.wait(for: "mode collapse")
    try folder.append("train.csv", "8,1800,24,")
    try folder.append("train.csv", "11\n9,x,30,12\n10,3700,30,12\n")
    try await terminal.wait(for: "row 10 of 10")
    try await terminal.wait(for: "epoch 10")
    try terminal.press("Home")
    try await terminal.wait(for: "row 1 of 10")
    try terminal.press(".", "Right")
    try await terminal.wait(for: "row 3 of 10")
    try terminal.press("t")
    try await terminal.wait(for: "somebody else's")
    try terminal.press("End")
    try folder.rename("train.csv", "train.csv.1")
    try folder.write("train.csv", Array("epoch,cat,dog,fox\n0,7,7,7\n".utf8))
    try await terminal.wait(for: "row 11 of 11")
    try terminal.resize(columns: 80, rows: 24)
    try await terminal.wait(for: "waiting for rows")
    try terminal.press("q")
    let ending = try await terminal.ending()
    #expect(ending.status == 0 && ending.leftovers == [])
    // What was said of the reading is not lost.
    #expect(ending.screen.contains("line 11: column 2"), "\(ending.screen)")
    #expect(ending.screen.contains("another file has the name"), "\(ending.screen)")
  }

  @Test("A log from a pipe leaves the keys to the terminal, and its end is said")
  func pipe() async throws {
    let terminal = try Tmux(
      columns: 100, rows: 32, input: Self.log, [Tmux.builtProgram, "watch"])
    try await terminal.wait(for: "at its end")
    try await terminal.wait(for: "row 8, the last: T = ")
    try terminal.press("Left")
    try await terminal.wait(for: "row 7 of 8")
    try terminal.press("q")
    let ending = try await terminal.ending()
    #expect(ending.status == 0 && ending.leftovers == [])
  }

  @Test("Several finished logs are replayed together")
  func several() async throws {
    let folder = try TemporaryFolder()
    let lines = Self.log.split(separator: "\n").map { $0 + "\n" }
    let one = try folder.write("one.csv", Array(Self.log.utf8))
    let two = try folder.write("two.csv", Array(lines.prefix(5).joined().utf8))
    let terminal = try Tmux(
      columns: 120, rows: 40, [Tmux.builtProgram, "watch", one, two, "--pace", "50/s"])
    try await terminal.wait(for: "row 8 of 8")
    try terminal.press("Tab")
    try await terminal.wait(for: "► ━━ two.csv")
    try await terminal.wait(for: "row 4 of 4")
    try terminal.press("q")
    let ending = try await terminal.ending()
    #expect(ending.status == 0 && ending.leftovers == [])
  }
}
