/// A sampler that does not exist.
public enum SamplerError: Error, Hashable, Sendable {
  /// ε is not in [0, 1].
  case mixing(Double)
  /// β is not a finite number above −1.
  case tilt(Double)
  /// A list of models without one.
  case noModels
  /// A model's weight is negative or not finite; models are numbered from zero.
  case modelWeight(Double, model: Int)
  /// Every model has weight zero.
  case noModelWeight
  /// K is below 1.
  case topK(Int)
  /// P is not in (0, 1].
  case topP(Double)
  /// P is not in [0, 1].
  case minP(Double)
  /// A model's temperature is none.
  case temperature(TemperatureError)
  /// A text that names no sampler.
  case unknownName(String)
  /// A sampler's name without the parameter it needs.
  case missingParameter(name: String)
  /// A parameter behind a sampler's name that takes none.
  case unexpectedParameter(String, name: String)
  /// A parameter that is no number, or none of the kind needed.
  case notANumber(String, name: String)
  /// A model that is not written as a temperature, an asterisk and a weight.
  case notAModel(String)
}

extension SamplerError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .mixing(let value):
      "\(value) is not a share of uniform samples; accepted is a number from 0 to 1"
    case .tilt(let value): "\(value) is not a tilt; accepted is a finite number above -1"
    case .noModels: "no models; at least one is needed, such as models:0.8*0.5,1.5*0.5"
    case .modelWeight(let value, let model):
      "the weight of model \(model + 1) is \(value); accepted is a finite number from 0"
    case .noModelWeight: "every model has weight 0; at least one must be positive"
    case .topK(let value): "top-k keeps \(value) categories; accepted is an integer from 1"
    case .topP(let value):
      "top-p keeps a mass of \(value); accepted is a number above 0 and up to 1"
    case .minP(let value):
      "min-p keeps from \(value) of the largest; accepted is a number from 0 to 1"
    case .temperature(let error): error.description
    case .unknownName(let text):
      "\"\(text)\" is not a sampler; accepted are \(Sampler.notations)"
    case .missingParameter(let name):
      "\(name) needs a parameter, such as \(Sampler.examples[name] ?? name)"
    case .unexpectedParameter(let text, let name): "\(name) takes no parameter; found \"\(text)\""
    case .notANumber(let text, let name):
      "\"\(text)\" is no parameter of \(name); accepted is a number as in "
        + (Sampler.examples[name] ?? name)
    case .notAModel(let text):
      "\"\(text)\" is not a model; accepted is a temperature, an asterisk and a weight, as in "
        + "0.8*0.5"
    }
  }
}
