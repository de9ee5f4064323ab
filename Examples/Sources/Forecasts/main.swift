import HeatDeath

let data = try Dataset(counts: [5, 3, 2])
let law = data.empiricalLaw
var generator = Xoshiro256PlusPlus(seed: 7)
for temperature in [0.8, 1, 1.1] {
  let settings = Settings(temperature: try Temperature(temperature), seed: 7)
  let forecast = Forecast(of: settings, from: data, initial: law, using: &generator)
  switch forecast.end {
  case .winner(let odds): print("one takes all:", odds.odds.map { ($0 * 1e4).rounded() / 1e4 })
  case .randomPoint(let end): print("a random point, mean", end.means)
  case .uniform(let end):
    print("uniform; a tenth of the distance at ln k =", (end.logSizeOfTenth ?? 0).rounded())
  case .restPoint(let end): print("rests at", end.point.coordinates)
  case .unknown(let reason): print(reason)
  }
}
