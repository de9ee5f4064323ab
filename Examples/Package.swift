// swift-tools-version: 6.1
import PackageDescription

// The programs of the library's articles, each of which stands in its article, too.
let programs = [
  "ClosedLoop", "Samplers", "Learners", "Leaps", "Forecasts", "RestPointsOverLambda",
  "LyapunovValues", "ManyRuns", "LogsOfLoops", "Recordings", "LessonsInCode",
]

let package = Package(
  name: "Examples",
  dependencies: [.package(name: "heatdeath", path: "..")],
  targets: programs.map {
    .executableTarget(name: $0, dependencies: [.product(name: "HeatDeath", package: "heatdeath")])
  }
)
