import HeatDeath

/// What a form asks for: a few lines, each with a value that arrow keys change.
protocol FormContent: Sendable {
  var title: String { get }

  /// Whether letters and bars choose a category.
  var choosesCategory: Bool { get }

  /// Names and values, top to bottom. A line may come or go when one above it changes.
  func lines(in context: DrawingContext) -> [(name: String, value: String)]

  /// How many lines there are.
  var lineCount: Int { get }

  /// What the choice means, in a few words.
  func remark(in context: DrawingContext) -> String

  /// Changes the value of a line by fine steps.
  ///
  /// - Returns: why nothing changed, or `nil`.
  mutating func change(_ line: Int, by steps: Int) -> String?

  /// Whether a number can be typed on a line.
  func takesNumber(_ line: Int) -> Bool

  /// Takes what was typed on a line for its value.
  ///
  /// - Returns: what was typed and what is accepted instead, or `nil` where it is the value now.
  mutating func type(_ text: String, on line: Int) -> String?

  /// Chooses a category, whatever the line; `false` where there is none of that number.
  mutating func choose(_ category: Int) -> Bool

  /// Takes a point of the simplex that was clicked at.
  mutating func aim(at point: SimplexPoint)

  /// The point to be marked in the picture.
  var aimedAt: SimplexPoint? { get }

  /// What the form asks beside the drawing, and the answers; see ``Layer``.
  var inquiries: [Inquiry] { get }
  mutating func take(_ answer: AnsweredInquiry)

  /// A picture of what the choice means, below a sentence of it, where there is room.
  func picture(in context: DrawingContext) -> (words: String, part: any ScreenPart)?

  /// Does what the form is for.
  ///
  /// - Returns: `nil` where it cannot be done, which has been said; the form stays.
  mutating func confirm(on run: inout RunStage, in shell: inout Shell) -> [Effect]?
}

extension FormContent {
  var choosesCategory: Bool { false }
  func takesNumber(_ line: Int) -> Bool { false }
  mutating func type(_ text: String, on line: Int) -> String? { nil }
  mutating func choose(_ category: Int) -> Bool { false }
  mutating func aim(at point: SimplexPoint) {}
  var aimedAt: SimplexPoint? { nil }
  var inquiries: [Inquiry] { [] }
  mutating func take(_ answer: AnsweredInquiry) {}
  func picture(in context: DrawingContext) -> (words: String, part: any ScreenPart)? { nil }
}
