import Foundation
import FoundationXML
import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathFiles

/// Pictures of the screen without a terminal.
@Suite struct RenderCommandTests {
  private func render(_ arguments: String..., until: String = "60") throws -> Child.Outcome {
    try Child.run(["render", "--until", until, "--seed", "42"] + arguments)
  }

  private static let sizes = ["80x24", "120x40", "97x31"]

  @Test("Text, colours and SVG say the same at every size", arguments: sizes)
  func formats(size: String) throws {
    let text = try render("--size", size)
    #expect(text.status == 0 && text.errors == "")
    let rows = text.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect("\(rows.count)" == size.split(separator: "x")[1])
    #expect(rows[0].contains("k 60 ") && text.text.contains("mode collapse"))
    #expect(!text.text.contains("\u{1B}"))

    let ansi = try render("--size", size, "--format", "ansi", "--colors", "mono")
    let plain = ansi.text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(plain == text.text)

    let svg = try render("--size", size, "--format", "svg")
    let reader = PictureReader()
    #expect(reader.parse(svg.output))
    #expect(reader.text.contains("A") && reader.text.contains("collapse"))
    #expect(reader.width == 8 * Int(size.split(separator: "x")[0])!)
  }

  @Test(
    "The same options give the same bytes, on standard output and in a file",
    arguments: [
      ["--format", "svg"], ["--format", "ansi"], ["--cast", "--seconds", "1"],
      ["--cast", "--format", "svg", "--seconds", "1"],
    ])
  func determinism(arguments: [String]) throws {
    let command = ["render", "--until", "300", "--seed", "7", "--size", "60x20"] + arguments
    let first = try Child.run(command)
    #expect(first.status == 0 && !first.output.isEmpty)
    let folder = try TemporaryFolder()
    let second = try Child.run(command + ["--output", folder.path("picture")])
    #expect(second.status == 0 && second.output.isEmpty)
    #expect(try folder.read("picture") == first.output)
    #expect(!FileManager.default.fileExists(atPath: folder.path("picture.part")))
  }

  @Test("A seed drawn at random is said, and repeats the picture")
  func seed() throws {
    let first = try Child.run(["render", "--until", "40", "--size", "60x20"])
    let seed = try #require(first.errors.firstMatch(of: /--seed (\d+) repeats this picture/)).1
    let second = try Child.run(
      ["render", "--until", "40", "--size", "60x20", "--seed", String(seed)])
    #expect(second.output == first.output)
  }

  @Test("Labels that would break markup are words in the picture")
  func hostileLabels() throws {
    let arguments = ["--labels", "<b>&amp;,]]>,\u{202E}x"]
    let svg = try Child.run(
      ["render", "--until", "60", "--seed", "1", "--format", "svg"] + arguments)
    #expect(svg.status == 0)
    let reader = PictureReader()
    #expect(reader.parse(svg.output))
    #expect(reader.text.contains("<b>&amp;") && reader.text.contains("]]>"))
    #expect(!svg.text.contains("\u{202E}"))
    let cast = try Child.run(
      ["render", "--until", "60", "--seed", "1", "--cast", "--seconds", "1"] + arguments)
    for line in cast.text.split(separator: "\n") {
      _ = try JSONSerialization.jsonObject(with: Data(line.utf8))
    }
  }

  @Test("PNG is made by rsvg-convert, and without it the package is named")
  func png() throws {
    let folder = try TemporaryFolder()
    let missing = try Child.run(
      ["render", "--until", "60", "--seed", "1", "--format", "png"],
      environment: ["PATH": folder.path("")])
    #expect(missing.status == 69 && missing.output.isEmpty)
    #expect(missing.errors.contains("librsvg2-bin"))
    try folder.write("rsvg-convert", Array("#!/bin/sh\necho broken >&2\nexit 3\n".utf8))
    chmod(folder.path("rsvg-convert"), 0o755)
    func draw() throws -> Child.Outcome {
      try Child.run(
        ["render", "--until", "60", "--seed", "1", "--format", "png"],
        environment: ["PATH": folder.path("") + ":/usr/bin:/bin"])
    }
    var broken = try draw()
    // A process that another test forks in between may have the script open to be written a moment longer.
    for _ in 0..<20 where broken.errors.contains("busy") { broken = try draw() }
    #expect(broken.status == 69 && broken.errors.contains("broken"))
    guard
      ["/usr/bin", "/usr/local/bin"].contains(where: {
        FileManager.default.isExecutableFile(atPath: $0 + "/rsvg-convert")
      })
    else { return }
    let png = try render("--format", "png", "--size", "60x20")
    #expect(png.status == 0 && png.output.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10])
    // Width and height in the first chunk.
    #expect(png.output[16..<24] == [0, 0, 3, 0xC0, 0, 0, 2, 0x80])
  }

  @Test("A recording is drawn to its end, to K, and as a film, and one that differs is not")
  func recording() throws {
    var timeline = Timeline(.builtIn(seed: 7))
    timeline.advance(by: 40)
    try timeline.apply(.setTemperature(.one))
    timeline.advance(by: 400)
    let text = RecordingDocument(timeline.recording).description
    let folder = try TemporaryFolder()
    let file = try folder.write("run.toml", text.utf8)
    let end = try Child.run(["render", "--replay", file])
    #expect(end.status == 0 && end.errors == "")
    #expect(end.lines[0].contains("k 450 ") && end.lines[0].contains("T 1.00"))
    let piped = try Child.run(["render", "--replay", "-"], input: Array(text.utf8))
    #expect(piped.output == end.output)
    let early = try Child.run(["render", "--replay", file, "--until", "49"])
    #expect(early.lines[0].contains("k 49 ") && early.lines[0].contains("T 0.80"))
    let cast = try Child.run(["render", "--replay", file, "--cast", "--seconds", "1"])
    #expect(cast.status == 0 && cast.lines[0].contains("heatdeath replay"))
    let times = try cast.lines.dropFirst().map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [Any])[0] as? Double
    }
    #expect((1.8...2.3).contains(times.last.flatMap(\.self) ?? 0))
    let map = try Child.run(["render", "--replay", file, "--screen", "map", "--format", "svg"])
    #expect(map.status == 0 && PictureReader().parse(map.output))

    let far = try Child.run(["render", "--replay", file, "--until", "451"])
    #expect(far.status == 64 && far.errors.contains("from 10 to 450") && far.output.isEmpty)
    let moved = text.replacing("drawn = 40\n", with: "drawn = 39\n")
    let other = try Child.run(["render", "--replay", "-"], input: Array(moved.utf8))
    #expect(other.status == 1 && other.output.isEmpty)
    #expect(other.errors.contains("differs at k = "))
    #expect(try Child.run(["render", "--replay", "/nowhere"]).status == 65)
  }

  @Test(
    "A cast tells of the way from the start to K in the time asked for",
    arguments: ["explore", "compare", "map"])
  func cast(screen: String) throws {
    let outcome = try render(
      "--cast", "--seconds", "2", "--size", "120x40", "--screen", screen, until: "1e4")
    #expect(outcome.status == 0)
    let events = try outcome.lines.dropFirst().map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [Any])
    }
    let times = try events.map { try #require($0[0] as? Double) }
    #expect(times == times.sorted() && times.first == 0)
    #expect((2.8...3.3).contains(times.last ?? 0))
    #expect((12...24).contains(events.count))
    let words = events.compactMap { $0[2] as? String }
    #expect(words[0].contains("\u{1B}[2J"))
    #expect(words.dropLast().last?.contains(screen == "map" ? "fresh data" : "paused") == true)
  }

  @Test("A film as SVG is one picture that moves, and takes the time asked for and three seconds")
  func movingPicture() throws {
    let film = try render(
      "--cast", "--format", "svg", "--seconds", "1", "--size", "80x24", until: "1e4")
    let reader = PictureReader()
    #expect(film.status == 0 && reader.parse(film.output))
    #expect(reader.width == 640)
    let seconds = try #require(film.text.firstMatch(of: /animation:([0-9.]+)s step-end infinite/)).1
    #expect((3.8...4.3).contains(Double(seconds) ?? 0))
    #expect(film.text.matches(of: /@keyframes s/).count > 10)
  }
}

/// Reads what a picture says.
private final class PictureReader: NSObject, XMLParserDelegate {
  private(set) var text = ""
  private(set) var width: Int?

  func parse(_ document: [UInt8]) -> Bool {
    let parser = XMLParser(data: Data(document))
    parser.delegate = self
    return parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if element == "svg" { width = attributes["width"].flatMap { Int($0) } }
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }
}
