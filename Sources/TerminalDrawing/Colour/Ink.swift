/// What a mark is drawn with: where colours are few, bold tells apart what a colour cannot.
public struct Ink: Hashable, Sendable {
  public var color: Color
  public var attributes: Style.Attributes

  public init(_ color: Color, attributes: Style.Attributes = []) {
    self.color = color
    self.attributes = attributes
  }
}
