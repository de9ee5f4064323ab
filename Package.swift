// swift-tools-version: 6.1
import PackageDescription

// What `heatdeath --version` says it was built from; the Makefile sets it.
let commit = Context.environment["HEATDEATH_COMMIT"] ?? ""

let package = Package(
  name: "heatdeath",
  products: [
    .library(name: "HeatDeath", targets: ["HeatDeath"]),
    .executable(name: "heatdeath", targets: ["HeatDeathCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/pointfreeco/swift-custom-dump", from: "1.7.3"),
  ],
  targets: [
    // The process itself: pure, no Foundation, no clocks, no threads.
    .target(
      name: "HeatDeath",
      dependencies: [.product(name: "RealModule", package: "swift-numerics")]),
    // Cells, glyphs, colours, plots: pure, knows nothing of the process.
    .target(
      name: "TerminalDrawing",
      dependencies: [.product(name: "RealModule", package: "swift-numerics")]),
    // eventfd, signalfd, crash handlers: what Swift's Glibc module lacks.
    .target(name: "CPlatform"),
    // The commit of a build, apart so that another one costs no more than this and a link.
    .target(
      name: "CVersion",
      cSettings: commit.isEmpty ? [] : [.define("HEATDEATH_COMMIT", to: commit)]),
    // The only place with threads.
    .target(name: "HeatDeathRuntime", dependencies: ["HeatDeath", "CPlatform"]),
    // State, actions, update and view: neither threads nor ncurses.
    .target(
      name: "HeatDeathInterface",
      dependencies: [
        "HeatDeath", "TerminalDrawing", .product(name: "RealModule", package: "swift-numerics"),
      ]),
    // The loop between the screen, its sources and a terminal behind a protocol.
    .target(
      name: "HeatDeathSession",
      dependencies: ["HeatDeath", "HeatDeathInterface", "TerminalDrawing"]),
    // Readers, writers, numbers, text and scenario documents: no terminal, no options.
    .target(
      name: "HeatDeathFiles",
      dependencies: [
        "HeatDeath", "TerminalDrawing", .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      // Part of the program, so that it needs no files beside it.
      resources: [.embedInCode("Lessons/BuiltIn")]),
    .systemLibrary(
      name: "CNcurses",
      providers: [.apt(["libncursesw5-dev"])]),
    // The only importer of CNcurses.
    .target(name: "NcursesBackend", dependencies: ["TerminalDrawing", "CNcurses", "CPlatform"]),
    .executableTarget(
      name: "HeatDeathCommand",
      dependencies: [
        "HeatDeath", "HeatDeathFiles", "HeatDeathRuntime", "HeatDeathInterface", "HeatDeathSession",
        "TerminalDrawing", "NcursesBackend", "CVersion",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "TestSupport", dependencies: ["HeatDeath"], path: "Tests/TestSupport"),
    // Takes the place of malloc in the test process and counts.
    .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
    .testTarget(
      name: "HeatDeathTests",
      dependencies: [
        "HeatDeath", "TestSupport", "CAllocationCounter",
        .product(name: "RealModule", package: "swift-numerics"),
        .product(name: "CustomDump", package: "swift-custom-dump"),
      ],
      // The scripts that wrote the tables of exact values.
      exclude: ["Tables/Scripts"]),
    .testTarget(
      name: "TerminalDrawingTests",
      dependencies: [
        "TerminalDrawing", "TestSupport",
        .product(name: "CustomDump", package: "swift-custom-dump"),
      ]),
    .testTarget(name: "HeatDeathRuntimeTests", dependencies: ["HeatDeathRuntime", "TestSupport"]),
    .testTarget(
      name: "HeatDeathInterfaceTests",
      dependencies: [
        "HeatDeathInterface", "TestSupport",
        .product(name: "CustomDump", package: "swift-custom-dump"),
      ],
      // Read from the source folder, so that they can be recorded anew there.
      exclude: ["Expected"]),
    .testTarget(
      name: "HeatDeathSessionTests",
      dependencies: [
        "HeatDeathSession", "HeatDeathInterface", "HeatDeathFiles", "TestSupport",
        .product(name: "CustomDump", package: "swift-custom-dump"),
      ],
      exclude: ["Expected"]),
    .testTarget(name: "HeatDeathFilesTests", dependencies: ["HeatDeathFiles", "TestSupport"]),
    // A program with a screen that ends in every way there is: what the tests of restoring run.
    .executableTarget(
      name: "TerminalProbe", dependencies: ["NcursesBackend", "HeatDeathRuntime"],
      path: "Tests/TerminalProbe"),
    // The command is there so that it is built: the tests of load run it.
    .testTarget(
      name: "NcursesBackendTests",
      dependencies: [
        "NcursesBackend", "CPlatform", "TestSupport", "TerminalProbe", "HeatDeathCommand",
      ]),
    .testTarget(name: "HeatDeathCommandTests", dependencies: ["HeatDeathCommand", "TestSupport"]),
    // The built program in a real terminal; the dependency is there so that it is built.
    .testTarget(name: "EndToEndTests", dependencies: ["HeatDeathCommand", "TestSupport"]),
  ]
)
