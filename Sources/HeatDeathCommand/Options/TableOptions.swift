import ArgumentParser
import HeatDeathFiles

/// The options that say how a table is read, where it does not say so itself.
struct TableOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Whether the first row of the table is a header. (default: it is where it has no number as its \
      count)
      """, valueName: "yes|no"))
  var header: HeaderChoice?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Column of the labels, by its name in the header or its number from 1.", valueName: "column"),
    transform: ScenarioKey.labelColumn.read)
  var labelColumn: ScenarioSetting?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Column of the counts, likewise.", valueName: "column"),
    transform: ScenarioKey.countColumn.read)
  var countColumn: ScenarioSetting?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      The table has shares, percentages or weights: share N samples out in proportion, by the \
      largest remainder.
      """, valueName: "N"),
    transform: ScenarioKey.scale.read)
  var scale: ScenarioSetting?

  @Flag(help: "Sum the rows of the table that have the same label.")
  var merge = false

  init() {}
}

extension HeaderChoice: ExpressibleByArgument {}
