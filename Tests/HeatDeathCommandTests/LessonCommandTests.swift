import TestSupport
import Testing

@testable import HeatDeathFiles

/// `heatdeath lesson`: statuses and words.
@Suite("The lesson command") struct LessonCommandTests {
  @Test("Without a terminal, and with --list, the lessons are listed, one a line")
  func list() throws {
    let list = try Child.run(["lesson", "--list"])
    let lines = list.text.split(separator: "\n")
    #expect(list.status == 0 && lines.count == BuiltInLessons.names.count)
    for (line, name) in zip(lines, BuiltInLessons.names) { #expect(line.hasPrefix("\(name)  ")) }
    #expect(try Child.run(["lesson"]).text == list.text)
  }

  @Test("--check prints a line a card and ends with 0, or with 1 where there is a fault")
  func check() throws {
    let good = try Child.run(["lesson", "one-sample", "--check"])
    #expect(good.status == 0 && good.text.split(separator: "\n").count == 5)
    #expect(good.text.contains("card 2: ") && good.text.contains("[answer: more often]"))
    let faulty = "title = \"T\"\n[[card]]\ntext = \"a\"\npace = \"paused\"\nwait = \"k > 20\"\n"
    let bad = try Child.run(["lesson", "-", "--check"], input: Array(faulty.utf8))
    #expect(bad.status == 1 && bad.text.contains("card 1: FAULT: the run stands still"))
  }

  @Test("Bad names are usage errors, bad files data errors")
  func refusals() throws {
    for (arguments, words) in [
      (["lesson", "nothing"], "one-sample, loop"), (["lesson", "--check"], "a name or a file"),
      (["lesson", "loop", "--list"], "alone"), (["lesson", "loop"], "--check"),
      (["lesson", "-"], "standard input"),
    ] {
      let outcome = try Child.run(arguments)
      #expect(outcome.status == 64 && outcome.errors.contains(words), "\(outcome.errors)")
    }
    let text = "title = \"T\"\n[[card]]\ntext = \"a\"\nspeed = 3\n"
    let file = try Child.run(["lesson", "-", "--check"], input: Array(text.utf8))
    #expect(file.status == 65 && file.errors.contains("line 4, column 1"), "\(file.errors)")
    #expect(file.errors.contains("\"speed\""))
    #expect(try Child.run(["lesson", "/nowhere/at.toml", "--check"]).status == 65)
  }
}
