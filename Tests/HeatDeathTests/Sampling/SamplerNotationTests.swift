import Testing

@testable import HeatDeath

@Suite struct SamplerNotationTests {
  @Test("the notation reads back to an equal sampler", arguments: builtInSamplers)
  func theNotationReadsBackToAnEqualSampler(text: String) throws {
    let sampler = try Sampler(parsing: text)
    #expect(try Sampler(parsing: sampler.description) == sampler)
    #expect(text.hasPrefix(sampler.name))
    if !text.hasPrefix("models:") { #expect(sampler.description == text.replacing1e300()) }
  }

  @Test("random parameters read back bit for bit") func randomParametersReadBackBitForBit() throws {
    var generator = Xoshiro256PlusPlus(seed: 41)
    for _ in 0..<500 {
      let part = generator.nextUnitInterval()
      let models = try (0..<(1 + generator.next() % 5)).map { _ in
        WeightedModel(
          temperature: try Temperature(4 * generator.nextUnitInterval() + 0.001),
          weight: generator.nextUnitInterval())
      }
      for sampler in [
        try Sampler(.mixing(part)), try Sampler(.tilt(50 * part - 0.9)), try Sampler(.minP(part)),
        try Sampler(.topP(1 - part)), try Sampler(.models(models)),
      ] {
        #expect(try Sampler(parsing: sampler.description) == sampler)
      }
    }
  }

  @Test("weights of models are normalised, at any scale") func weightsOfModelsAreNormalised() throws
  {
    #expect(try Sampler(parsing: "models:2*1,inf*3").description == "models:2*0.25,inf*0.75")
    let huge = try Sampler(parsing: "models:2*1e308,3*1e308,1*1e308")
    guard case .models(let models) = huge.kind else { return }
    #expect(models.allSatisfy { abs($0.weight - 1.0 / 3) < 1e-15 })
  }

  @Test(
    "bad parameters are refused by cause",
    arguments: [
      (.mixing(-0.1), .mixing(-0.1)), (.mixing(1.0.nextUp), .mixing(1.0.nextUp)),
      (.tilt(-1), .tilt(-1)), (.tilt(.infinity), .tilt(.infinity)), (.models([]), .noModels),
      (
        .models([WeightedModel(temperature: .one, weight: -1)]), .modelWeight(-1, model: 0)
      ),
      (
        .models([
          WeightedModel(temperature: .one, weight: 1),
          WeightedModel(temperature: .one, weight: .infinity),
        ]), .modelWeight(.infinity, model: 1)
      ),
      (.models([WeightedModel(temperature: .one, weight: 0)]), .noModelWeight),
      (.topK(0), .topK(0)), (.topK(-3), .topK(-3)), (.topP(0), .topP(0)), (.topP(1.5), .topP(1.5)),
      (.minP(-0.5), .minP(-0.5)), (.minP(2), .minP(2)),
    ] as [(Sampler.Kind, SamplerError)])
  func badParametersAreRefusedByCause(kind: Sampler.Kind, expected: SamplerError) {
    #expect(throws: expected) { try Sampler(kind) }
    #expect(
      expected.description.contains("accepted is") || expected.description.contains("needed")
        || expected.description.contains("must be"))
  }

  @Test("NaN is refused everywhere") func nanIsRefusedEverywhere() {
    for kind: Sampler.Kind in [
      .mixing(.nan), .tilt(.nan), .topP(.nan), .minP(.nan),
      .models([WeightedModel(temperature: .one, weight: .nan)]),
    ] {
      #expect(throws: SamplerError.self) { try Sampler(kind) }
    }
  }

  @Test(
    "text that is no sampler is refused by cause",
    arguments: [
      ("", .unknownName("")), ("Softmax", .unknownName("Softmax")),
      ("mixing:0.1", .unknownName("mixing:0.1")),
      ("custom:mine", .unknownName("custom:mine")),
      ("softmax:1", .unexpectedParameter("1", name: "softmax")),
      ("greedy:", .unexpectedParameter("", name: "greedy")),
      ("mix", .missingParameter(name: "mix")), ("top-k:", .missingParameter(name: "top-k")),
      ("mix:0,1", .notANumber("0,1", name: "mix")), ("mix:nan", .notANumber("nan", name: "mix")),
      ("tilt:inf", .notANumber("inf", name: "tilt")),
      ("mix:0x1p-3", .notANumber("0x1p-3", name: "mix")),
      ("mix: 0.1", .notANumber(" 0.1", name: "mix")),
      ("top-k:2.5", .notANumber("2.5", name: "top-k")),
      ("top-k:0", .topK(0)), ("mix:2", .mixing(2)), ("models:0.8", .notAModel("0.8")),
      ("models:0.8*0.5,", .notAModel("")), ("models:0.8*inf", .notAModel("0.8*inf")),
      ("models:a*1", .notAModel("a*1")), ("models:1*1*1", .notAModel("1*1*1")),
      ("tilt:1e999", .notANumber("1e999", name: "tilt")),
    ] as [(String, SamplerError)])
  func textThatIsNoSamplerIsRefusedByCause(text: String, expected: SamplerError) {
    #expect(throws: expected) { try Sampler(parsing: text) }
    #expect(!expected.description.isEmpty)
  }

  @Test("a model's bad temperature is told as one") func aModelsBadTemperatureIsToldAsOne() {
    #expect {
      try Sampler(parsing: "models:-1*1")
    } throws: { error in
      guard case .temperature(let cause) = error as? SamplerError else { return false }
      return cause.value == -1 && "\(error)" == cause.description
    }
  }
}

extension String {
  /// Swift writes 10³⁰⁰ as 1e+300.
  fileprivate func replacing1e300() -> String {
    hasSuffix(":1e300") ? String(dropLast(5)) + "1e+300" : self
  }
}
