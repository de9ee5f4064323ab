import ArgumentParser
import Glibc
import HeatDeath
import HeatDeathFiles
import HeatDeathInterface
import HeatDeathSession
import NcursesBackend

/// `heatdeath lesson`: a guided lesson on the screen, or walked without one.
struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: "Open a guided lesson, list those built in, or check one.",
    discussion: """
      A lesson is cards of a few sentences below the live picture: it sets the scene, asks for \
      predictions and answers them with computed numbers, and gives challenges. All keys of the \
      screen steer meanwhile. Enter goes on, Backspace back, Esc leaves. On the screen the key G \
      lists the lessons. With --plain cards, questions and judgements are told in lines.

      Alone it opens that list or, without a terminal, prints it: name and title, one a line. With \
      --check no screen opens: the lesson is walked, with one line a card, up to the first fault. \
      The exit status is 1 where there is one, and 65 for a file that is no lesson. docs/lessons.md \
      says how a lesson is written.

      EXAMPLES
        heatdeath lesson
        heatdeath lesson collapse
        heatdeath lesson mine.toml
        heatdeath lesson mine.toml --check
      """)

  @Argument(
    help: ArgumentHelp(
      "A lesson built in, by name, or a file; - for standard input, with --check.",
      valueName: "name|file"),
    completion: .list(BuiltInLessons.names))
  var lesson: String?

  @Flag(help: "List the lessons built in, one a line.")
  var list = false

  @Flag(help: "Walk the lesson without a screen and print what its cards say.")
  var check = false

  @OptionGroup(title: "Screen")
  var screen: ScreenOptions

  func validate() throws {
    if list, lesson != nil || check {
      throw ValidationError("--list lists what is built in; accepted: alone")
    }
    if check, lesson == nil {
      throw ValidationError("--check walks one lesson; accepted: with a name or a file")
    }
  }

  func run() throws {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    // Alone a lesson is listed where no screen opens: lines are told where that is asked for.
    let isPlain = try lesson == nil ? screen.plain ?? false : screen.isPlain()
    guard let lesson, !list else {
      if list || !isTerminal && !isPlain { return try printList() }
      return try open { $0.openLessons() }
    }
    if check { return try walk(try Self.lesson(named: lesson)) }
    guard lesson != "-" else {
      throw UsageError("the screen takes its keys from standard input; accepted: a file's name")
    }
    let chosen = try Self.lesson(named: lesson)
    guard isTerminal || isPlain else {
      throw UsageError(
        "standard output is not a terminal, so the screen cannot open; `heatdeath lesson "
          + "\(lesson) --plain` tells it in lines, --check walks it by itself")
    }
    try open { $0.begin(chosen) }
  }

  private func open(_ prepare: (inout Shell) -> [Effect]) throws {
    let signal = try screen.open(
      .builtIn(seed: ScenarioDraft.randomSeed()), prepare: prepare)
    if let signal { Terminal.die(bySignal: signal) }
  }

  private func printList() throws {
    let lessons = BuiltInLessons.all()
    let columns = lessons.map(\.name.count).max() ?? 0
    let lines = lessons.map { lesson in
      lesson.name + String(repeating: " ", count: columns - lesson.name.count + 2) + lesson.title
    }
    try StandardOutput.write(lines.map { $0 + "\n" }.joined())
  }

  private func walk(_ lesson: Lesson) throws {
    let steps = try LessonWalk.steps(through: lesson)
    try StandardOutput.write(steps.map { "\($0)\n" }.joined())
    if steps.contains(where: { $0.fault != nil }) { exitProcess(.differs) }
  }

  /// A lesson built in, or a file.
  private static func lesson(named name: String) throws -> Lesson {
    if let lesson = BuiltInLessons.named(name) { return lesson }
    let isFile =
      name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") }
      || access(name, F_OK) == 0
    guard isFile || name == "-" else {
      throw UsageError(
        "there is no lesson \(name); accepted: \(BuiltInLessons.names.joined(separator: ", ")), or "
          + "a file")
    }
    return try LessonFile(path: name).lesson
  }
}
