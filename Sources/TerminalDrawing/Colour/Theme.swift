/// Which background the colours are chosen for.
public enum Theme: String, Hashable, Sendable, CaseIterable {
  case dark
  case light
}
