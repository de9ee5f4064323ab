import Glibc
import HeatDeath
import NcursesBackend
import TerminalDrawing

struct ExploreOptions { var colors: ColorDepth?; var glyphs: GlyphSet?; var theme = Theme.dark; var synchronizesOutput = true; var startsPaused = false }
enum StandardOutput { static func write(_ s: String) { print(s, terminator: "") } }
Terminal.blockSignals()
var o = ExploreOptions()
let a = CommandLine.arguments
func opt(_ n: String) -> String? { a.firstIndex(of: n).map { a[$0 + 1] } }
let counts = (opt("--counts") ?? "5,3,2").split(separator: ",").map { Int64($0)! }
if opt("--theme") == "light" { o.theme = .light }
let s = try Scenario(initialData: Dataset(counts: counts), temperature: Temperature(Double(opt("--temperature") ?? "0.8")!), seed: UInt64(opt("--seed") ?? "42")!)
if let sig = try ExploreSession.run(scenario: s, options: o) { Terminal.die(bySignal: sig) }
