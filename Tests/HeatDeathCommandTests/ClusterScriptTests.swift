import Foundation
import TestSupport
import Testing

@testable import HeatDeathCommand

/// docs/cluster/parallel.sh; `make cluster-check` tries Slurm, too.
@Suite("Shards on several processors") struct ClusterScriptTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let script = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs/cluster/parallel.sh").path

  private static let options =
    "--temperatures 0.5,2 --samplers 'softmax,\"models:0.5*1,2*1\"' --until 100 --runs 3 --seed 5"

  /// Runs the script in the folder; without GNU parallel it has xargs.
  private func share(by parallel: Bool) throws -> Child.Outcome {
    try Child.shell(
      """
      cd '\(folder.root)' && PATH="$PATH:/usr/bin:/bin"
      if ! \(parallel); then
        mkdir -p bin
        for word in bash sh xargs nproc seq mkdir; do ln -sf "$(command -v $word)" bin/; done
        PATH=$PWD/bin
      fi
      HEATDEATH=$H HOME=$PWD JOBS=2 '\(Self.script)' 4 all.csv \(Self.options)
      """)
  }

  @Test("the merged file has the bytes of the whole, also after a break", arguments: [true, false])
  func whole(parallel: Bool) throws {
    let whole = try Child.shell("\"$H\" sweep \(Self.options)")
    #expect(whole.status == 0 && whole.lines.count == 5)
    let first = try share(by: parallel)
    #expect(first.status == 0, "\(first.errors)")
    #expect(try folder.read("all.csv") == whole.output)
    // What is there is not computed again: it would be put right.
    try folder.write("all.csv.shards/1.csv", Array("no shard\n".utf8))
    let spoilt = try share(by: parallel)
    #expect(spoilt.status != 0 && spoilt.errors.contains("no shard"))
    unlink(folder.path("all.csv.shards/1.csv"))
    unlink(folder.path("all.csv"))
    #expect(try share(by: parallel).status == 0)
    #expect(try folder.read("all.csv") == whole.output)
  }

  @Test("a shard that fails is an error of the script")
  func failure() throws {
    let outcome = try Child.shell(
      "cd '\(folder.root)' && PATH=\"$PATH:/usr/bin:/bin\" HEATDEATH=/bin/false HOME=$PWD '\(Self.script)' 2 o --seed 1"
    )
    #expect(outcome.status != 0 && !folder.names.contains("o"))
  }
}
