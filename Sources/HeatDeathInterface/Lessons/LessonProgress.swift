import HeatDeath
import TerminalDrawing

/// How far a lesson has come, for whoever walks it without looking.
public struct LessonProgress: Sendable {
  /// The place of the card, from 0.
  public let index: Int
  public let card: LessonCard
  /// Whether a prediction is to be made.
  public let isAsking: Bool
  /// What it waits for, in words; `nil` where for nothing.
  public let pending: String?
  public let verdict: LessonChallenge.Verdict
  /// What the card says now: its text or, once that is there, the reply and the question before it.
  public let text: String
  /// The choices that are right, once a prediction was made and the reply is there.
  public let right: [Int]?
  /// The challenge in words, with how it stands.
  public let challenge: String?
}

extension Shell {
  /// How far the lesson has come; `nil` without one.
  public var lessonProgress: LessonProgress? {
    guard let guide = lesson else { return nil }
    let words = LessonWords(format: format)
    let report = lessonReport
    let card = guide.card
    return LessonProgress(
      index: guide.index, card: card, isAsking: guide.isAsking, pending: guide.pending(words),
      verdict: guide.stand.verdict,
      text: guide.stand.reply.map { "\(guide.stand.asked) \($0)" }
        ?? report.map { guide.text(words, in: $0) } ?? "",
      right: guide.stand.reply == nil
        ? nil
        : report.map { report in
          card.question?.answers.indices.filter {
            card.question?.answers[$0].holds(in: report) ?? false
          } ?? []
        },
      challenge: card.challenge.flatMap { challenge in
        report.map { words.challenge(challenge, guide.stand, in: $0) }
      })
  }
}
