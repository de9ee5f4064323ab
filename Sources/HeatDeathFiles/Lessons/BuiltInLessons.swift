import HeatDeath

/// The lessons that come with the program: the files of this folder's `BuiltIn`, which the build puts
/// into it.
package enum BuiltInLessons {
  /// In the order of teaching.
  private static let files: [(name: String, bytes: [UInt8])] = [
    ("one-sample", PackageResources.one_sample_toml),
    ("loop", PackageResources.loop_toml),
    ("collapse", PackageResources.collapse_toml),
    ("heat-death", PackageResources.heat_death_toml),
    ("knife-edge", PackageResources.knife_edge_toml),
    ("fresh-data", PackageResources.fresh_data_toml),
    ("language-models", PackageResources.language_models_toml),
  ]

  package static var names: [String] { files.map(\.name) }

  /// All of them.
  package static func all() -> [Lesson] { names.compactMap(named) }

  /// The lesson of a name; `nil` where there is none.
  package static func named(_ name: String) -> Lesson? {
    // They are tested.
    try? text(of: name).map { text in try LessonFile(source: name, text: text).lesson }
  }

  /// Its file.
  static func text(of name: String) -> String? {
    files.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }
}
