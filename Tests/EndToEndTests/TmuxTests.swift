import Glibc
import TestSupport
import Testing

/// The harness itself, against programs of a few lines whose behaviour is known.
@Suite("The tmux harness", .serialized)
struct TmuxTests {
  @Test("shows what a program draws, at the size asked for")
  func draws() async throws {
    let terminal = try Tmux(
      columns: 33, rows: 7, ["sh", "-c", "echo \"$(tput cols) by $(tput lines) on $TERM\"; cat"])
    let screen = try await terminal.wait(for: "33 by 7 on tmux-256color")
    #expect(screen.split(separator: "\n", omittingEmptySubsequences: false).count == 8)
  }

  @Test("keeps colours and attributes when asked to")
  func keepsAttributes() async throws {
    let terminal = try Tmux(["sh", "-c", #"printf '\033[1;38;5;178mbold\033[0m plain'; cat"#])
    try await terminal.wait(for: "bold plain")
    let screen = try terminal.screenWithAttributes()
    #expect(screen.contains("38;5;178m"))
    #expect(try !terminal.screen().contains("\u{1b}"))
  }

  @Test("hands arguments, environment and input over as they are")
  func handsOver() async throws {
    let terminal = try Tmux(
      environment: ["WORD": "it's", "NO_COLOR": "1", "COLORTERM": "", "LANG": "C.UTF-8"],
      input: "from the file",
      ["sh", "-c", #"echo "[$1][$WORD][$NO_COLOR][${COLORTERM-unset}][$(cat)]""#, "sh", "a 'b' $c"])
    try await terminal.wait(for: "[a 'b' $c][it's][1][unset][from the file]")
  }

  @Test("presses named keys and types text literally")
  func presses() async throws {
    let terminal = try Tmux(["cat", "-v"])
    try terminal.press("q", "Space", "Up", "-")
    try terminal.type("Enter")
    try terminal.press("Enter")
    try await terminal.wait(for: "q ^[[A-Enter")
  }

  @Test("tells a program that its terminal has another size")
  func resizes() async throws {
    let report = #"trap 'echo "size $(stty size)"' WINCH; echo ready; while :; do read -r _; done"#
    let terminal = try Tmux(columns: 80, rows: 24, ["bash", "-c", report])
    try await terminal.wait(for: "ready")
    try terminal.resize(columns: 61, rows: 19)
    // bash runs a trap when the read that it interrupted is over.
    try await terminal.wait(for: "the new size") { screen in
      try? terminal.press("Enter")
      return screen.contains("size 19 61")
    }
  }

  @Test("tells the exit status of a program that left the terminal as it was")
  func cleanEnding() async throws {
    let terminal = try Tmux(["sh", "-c", "tput smcup; tput rmcup; echo goodbye; exit 7"])
    let ending = try await terminal.ending()
    #expect(ending.status == 7)
    #expect(ending.leftovers == [])
    #expect(ending.screen.contains("goodbye"))
  }

  @Test("names everything that a program left behind")
  func brokenEnding() async throws {
    let terminal = try Tmux([
      "sh", "-c", #"stty raw -echo; tput smcup; tput civis; tput smkx; printf '\033[?1002h'"#,
    ])
    let ending = try await terminal.ending()
    let settings = try #require(ending.leftovers.first)
    #expect(settings.hasPrefix("stty "))
    #expect(
      ending.leftovers.dropFirst()
        == [
          "alternate screen", "mouse reports", "keypad mode", "cursor-key mode", "hidden cursor",
        ])
  }

  @Test("Ctrl-C ends the program and not the shell around it")
  func interrupts() async throws {
    let terminal = try Tmux(["sh", "-c", "echo ready; exec cat"])
    try await terminal.wait(for: "ready")
    try terminal.press("C-c")
    let ending = try await terminal.ending()
    #expect(ending.status == 128 + SIGINT)
    #expect(ending.leftovers == [])
  }

  @Test("a signal reaches the program itself")
  func signals() async throws {
    let trapping = "trap 'echo caught; exit 3' TERM; echo ready; while :; do read -r _; done"
    let terminal = try Tmux(["bash", "-c", trapping])
    try await terminal.wait(for: "ready")
    try await terminal.signal(SIGTERM)
    let ending = try await terminal.ending()
    #expect(ending.status == 3)
    #expect(ending.screen.contains("caught"))
  }

  @Test("a wait that is in vain ends at its deadline and shows the last screen")
  func deadlines() async throws {
    let terminal = try Tmux(["sh", "-c", "echo something else; exec cat"])
    try await terminal.wait(for: "something else")
    let error = await #expect(throws: TmuxError.self) {
      try await terminal.wait(for: "never", within: .milliseconds(50))
    }
    #expect(error?.description.contains("waited in vain for 'never'") == true)
    #expect(error?.description.contains("something else") == true)
  }

  @Test("the server and its files go when the terminal does")
  func cleansUp() async throws {
    var terminal: Tmux? = try Tmux([
      "sh", "-c", #"echo "server in $(tr '\0' ' ' </proc/$PPID/cmdline) end"; exec cat"#,
    ])
    let screen = try #require(await terminal?.wait(for: "/wrapper  end"))
    let directory = try #require(screen.firstMatch(of: /(\/tmp\/[^ ]+)\/wrapper/)?.1)
    #expect(access(String(directory), F_OK) == 0)
    terminal = nil

    let witness = try Tmux([
      "sh", "-c", "while [ -e \(directory) ]; do sleep 0.02; done; echo gone; exec cat",
    ])
    try await witness.wait(for: "gone")
  }
}
