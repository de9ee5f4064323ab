import HeatDeath

// A lesson, told in lines: each card whole, its question, the judgement.
extension LessonGuide {
  func remarks(in shell: Shell, _ format: NumberFormat) -> [Remark] {
    let words = LessonWords(format: format)
    let place = "card \(index + 1) of \(lesson.cards.count)"
    var remarks = [Remark("lesson", "lesson: \(lesson.title)")]
    guard let report = shell.lessonReport else { return remarks }
    // Numbers of a card go on with the run: it is told once.
    remarks.append(
      Remark(
        "card", "\(place): \(words.text(card.text, in: report))", identity: place,
        isComplete: card.text.isReady(in: report)))
    if let question = card.question {
      let choices = zip(Self.digits, question.choices).map { "\($0): \($1)" }
      let keys = choices.indices.map { String(Self.digits[$0]) }.listed
      let asked = words.text(question.text, in: report)
      remarks.append(
        Remark(
          "question", "question: \(asked) \(choices.joined(separator: "; ")). Press \(keys)",
          identity: place, isComplete: question.text.isReady(in: report)))
      if let reply = stand.reply, let chosen = stand.chosen {
        let verdict = LessonCardPart.verdict(chosen, stand.right, question.choices)
        remarks.append(Remark("reply", "\(verdict) \(reply)", identity: "\(place) \(verdict)"))
      }
    }
    if isReplyDue, let reply = card.reply {
      remarks.append(
        Remark(
          "reply", text(words, in: report), identity: place,
          isComplete: stand.told != nil || reply.isReady(in: report)))
    }
    if let detour = shell.detourFromCard {
      remarks.append(Remark("wait", detour, identity: "\(place) \(detour)"))
    } else if let wait = shell.waitOfLesson(words) {
      remarks.append(Remark("wait", "it waits until \(wait)", identity: "\(place) \(wait)"))
    } else {
      remarks.append(
        Remark("wait", isThrough ? throughWords : "", identity: "\(place) over"))
    }
    if let challenge = card.challenge {
      remarks.append(
        Remark(
          "challenge", words.challenge(challenge, stand, in: report),
          identity: "\(place) \(stand.verdict)"))
    }
    let keys = keys(in: shell).compactMap { binding in
      binding.footer(shell).map { "\(binding.label) \($0)" }
    }
    remarks.append(Remark("keys", keys.joined(separator: ", "), identity: "keys"))
    return remarks
  }
}
