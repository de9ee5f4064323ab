import HeatDeath
import Testing

@testable import HeatDeathFiles

/// What a shell offers is what the readers take.
@Suite("Forms of values") struct ValueFormsTests {
  /// Something that may follow each colon.
  private static let parameters = [
    "models:": "0.8*0.5,1.5*0.5", "tilt:": "-0.5", "top-k:": "2", "low-rank:": "2", "window:": "20",
    "subsample:": "20", "category:": "2", "counts:": "5,3,2", "log:": "60", "every:": "10",
  ]

  @Test("each is read, with a parameter where it ends in a colon and not without")
  func read() throws {
    let readers: [(forms: [String], read: (String) throws -> Void)] = [
      (Sampler.forms, { _ = try Sampler(parsing: $0) }),
      (Learner.forms, { _ = try Learner(parsing: $0) }),
      (ValueForms.policies, { _ = try OptionValues.policy($0) }),
      (ValueForms.externalLaws, { _ = try OptionValues.externalLaw($0) }),
      (ValueForms.schedules, { _ = try RecordSchedule.parse($0) }),
    ]
    for (forms, read) in readers {
      #expect(forms.count == Set(forms).count)
      for form in forms {
        let isWhole = !form.hasSuffix(":")
        try read(isWhole ? form : form + Self.parameters[form, default: "0.5"])
        let other = isWhole ? form + ":" : form
        #expect(throws: (any Error).self, "\(other)") { try read(other) }
      }
    }
  }

  @Test("every loop there is begins with one of them")
  func complete() throws {
    for form in ["softmax", "mix:", "tilt:", "models:", "greedy", "top-k:", "top-p:", "min-p:"] {
      #expect(Sampler.forms.contains(form))
    }
    for form in ["exact", "smoothed:", "noisy:", "drifting:", "sgd:", "low-rank:"] {
      #expect(Learner.forms.contains(form))
    }
    #expect(Sampler.forms.count == 8 && Learner.forms.count == 6)
  }
}
