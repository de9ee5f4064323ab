/// How values begin that have one of several forms, for a shell that completes them: a whole value, or a
/// name with the colon before what follows it. Those of samplers and learners stand beside their notation.
package enum ValueForms {
  package static let policies = ["accumulate", "replace", "window:", "subsample:"]
  package static let externalLaws = ["initial", "uniform", "category:", "counts:"]
  package static let schedules = ["final", "log:", "every:"]
}
