import HeatDeath

/// The initial data of a scenario as they were read.
package struct InitialData {
  let dataset: Dataset
  /// The categories' names, where there are some.
  let names: [String]?
  let notes: InputNotes

  /// What the reading decided and left out, a line each.
  package var lines: [String] { notes.lines }
}
