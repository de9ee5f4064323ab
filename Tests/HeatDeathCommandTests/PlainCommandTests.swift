import Foundation
import TestSupport
import Testing

/// `--plain` on pipes, files and nothing at all.
@Suite("Told in lines") struct PlainCommandTests {
  private func plain(
    _ keys: String, _ arguments: [String] = [], environment: [String: String] = [:]
  ) throws -> Child.Outcome {
    try Child.run(
      ["--plain", "--no-config", "--paused", "--seed", "4"] + arguments, input: Array(keys.utf8),
      environment: environment)
  }

  @Test("Without keys it says what runs, and how to have it again")
  func noKeys() throws {
    let outcome = try plain("")
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.lines[1].hasSuffix("A 5, B 3, C 2; T = 0.80, no fresh data, seed 4"))
    #expect(outcome.lines.suffix(2).first == "seed 4, k = 10: A 5, B 3, C 2")
    #expect(outcome.lines.last?.hasPrefix("to start again: heatdeath ") == true)
  }

  @Test("Keys are bytes of a pipe, lines only send them, and the end quits when all is done")
  func keys() throws {
    let outcome = try plain("TT\r\n=1.5\nI\nEE")
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    let places = try [
      "T = 0.85: ", "T = 0.90: ", "T = 1.50, above 1", "the run stands at k = 10: T = 1.50",
      "in the end all that are alive", "k = 1e18: the largest share is",
      "to see it again with its 3 changes: heatdeath replay ",
    ].map { start in
      try #require(outcome.lines.firstIndex { $0.hasPrefix(start) }, "\(start) in \(outcome.text)")
    }
    #expect(places == places.sorted())
    #expect(!outcome.lines.contains { $0.contains("does nothing here") })
    #expect(outcome.output.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
  }

  @Test("It needs neither TERM nor a locale, and writes ASCII where that is not UTF-8")
  func environment() throws {
    for environment in [["TERM": ""], ["TERM": "dumb"], ["LC_ALL": "C"], ["LC_ALL": "de_DE"]] {
      let outcome = try plain(
        "0q", ["--counts", "3,4", "--labels", "Größe,b"], environment: environment)
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(environment) \(outcome.errors)")
      let isASCII = environment["LC_ALL"] != nil
      #expect(outcome.lines[1].contains(isASCII ? "Grose 3" : "Größe 3"), "\(outcome.lines[1])")
      // What quitting prints can be typed again, so it stays as it is.
      #expect(outcome.text.contains("k = 7: Größe 3, \"b\" 4"))
    }
  }

  @Test("A reader that leaves ends it without an error, a full disk with 74, a signal by it")
  func ends() throws {
    let left = try Child.shell(
      "(sleep 9) | \"$H\" --plain --no-config 2>&1 | head -n 1; echo ${PIPESTATUS:-none}")
    #expect(left.status == 0 && left.text.hasPrefix("heatdeath, told in lines"))
    #expect(!left.text.contains("Error"))
    let full = try Child.shell("\"$H\" --plain --no-config </dev/null >/dev/full")
    #expect(full.status == 74 && full.errors.contains("standard output"), "\(full.errors)")
    let closed = try Child.shell("\"$H\" --plain --no-config </dev/null >&-")
    #expect(closed.status == 74 && closed.errors.contains("standard output"), "\(closed.errors)")
    let deaf = try Child.shell("\"$H\" --plain --no-config --paused <&-")
    #expect(deaf.status == 0 && deaf.text.contains("to start again"))
    for signal in ["TERM", "HUP", "INT"] {
      let ended = try Child.shell(
        """
        mkfifo=$(mktemp -u); mkfifo "$mkfifo"; sleep 60 >"$mkfifo" & sleeper=$!
        "$H" --plain --no-config --paused <"$mkfifo" >"$mkfifo.out" & child=$!
        while ! grep -q itself "$mkfifo.out"; do sleep 0.05; done
        kill -\(signal) $child; wait $child; echo status $?
        kill $sleeper; rm "$mkfifo" "$mkfifo.out"
        """)
      // A shell's background jobs ignore INT.
      let number = ["TERM": 143, "HUP": 129][signal]
      if let number { #expect(ended.text.contains("status \(number)"), "\(ended.text)") }
      if signal == "INT" { continue }
    }
  }

  @Test("Data from standard input leave no keys there")
  func data() throws {
    let outcome = try Child.shell(
      "printf 'a b a c a b' | setsid \"$H\" --plain --no-config --text - --paused --seed 4")
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.lines[1].contains("\"a\" 3, \"b\" 2, \"c\" 1"))
  }

  @Test("Lessons and recordings are told, too; the configuration may ask for lines")
  func others() throws {
    let lesson = try Child.run(
      ["lesson", "one-sample", "--plain", "--no-config"], input: Array("\n3\n".utf8))
    #expect(lesson.status == 0 && lesson.text.contains("card 2 of 5: "), "\(lesson.text)")
    #expect(lesson.text.contains("which makes 78.3 % for A"))
    let menu = try Child.run(["lesson", "--plain", "--no-config"])
    #expect(menu.status == 0 && menu.text.contains("lesson 1: Temperature and one sample"))

    let folder = try TemporaryFolder()
    let state = ["XDG_STATE_HOME": folder.path("state"), "XDG_CONFIG_HOME": folder.path("")]
    let changed = try Child.run(
      ["--plain", "--no-config", "--paused", "--seed", "4"], input: Array("T....".utf8),
      environment: state)
    let command = try #require(changed.lines.last?.split(separator: " ").last)
    try FileManager.default.createDirectory(
      atPath: folder.path("heatdeath"), withIntermediateDirectories: true)
    try folder.write("heatdeath/config.toml", Array("plain = true\n".utf8))
    let replay = try Child.run(["replay", String(command), "--paused"], environment: state)
    #expect(replay.status == 0 && replay.text.contains("a recorded run: "), "\(replay.errors)")
    let refused = try Child.run(["replay", String(command), "--no-plain"], environment: state)
    #expect(refused.status == 64 && refused.errors.contains("--plain"))
  }

  @Test("Where no screen opens, the message names --plain")
  func messages() throws {
    for arguments in [[], ["lesson", "loop"], ["replay", "/nowhere.toml"]] {
      let outcome = try Child.run(arguments + ["--no-config"])
      #expect(outcome.status == 64 && outcome.errors.contains("--plain"), "\(outcome.errors)")
    }
  }
}
