import Testing

@testable import HeatDeath

@Suite struct DatasetTests {
  @Test(
    "counts that are no dataset are refused with place and value",
    arguments: [
      ([], .empty, "no counts; accepted are integers from 0, at least one of them positive"),
      (
        [1, -7, 2], .negativeCount(category: 1, count: -7),
        "count 2 is -7; accepted are integers from 0"
      ),
      (
        [.min], .negativeCount(category: 0, count: .min),
        "count 1 is -9223372036854775808; accepted"
      ),
      ([0, 0], .allZero, "every count is 0; at least one must be positive"),
      (
        [1, .max, 3], .tooLarge(category: 1),
        "counts 1 to 2 add up to more than 4000000000000000000, the largest dataset"
      ),
      ([4_000_000_000_000_000_000, 0, 1], .tooLarge(category: 2), "counts 1 to 3 add up to more"),
      (
        [4_000_000_000_000_000_001], .tooLarge(category: 0),
        "count 1 is more than 4000000000000000000"
      ),
    ] as [([Int64], DatasetError, String)])
  func countsThatAreNoDatasetAreRefusedWithPlaceAndValue(
    counts: [Int64], error: DatasetError, message: String
  ) {
    #expect(throws: error) { try Dataset(counts: counts) }
    #expect(error.description.hasPrefix(message))
  }

  @Test(
    "counts that are one are kept",
    arguments: [[1], [0, 0, 1], [5, 3, 2], [4_000_000_000_000_000_000, 0]] as [[Int64]])
  func countsThatAreOneAreKept(counts: [Int64]) throws {
    let dataset = try Dataset(counts: counts)
    #expect(dataset.counts == counts)
    #expect(dataset.size == counts.reduce(0, +))
    #expect(dataset.categoryCount == counts.count)
    #expect(dataset.empiricalLaw == SimplexPoint(counts: counts))
  }

  @Test("samples are added to a category")
  func samplesAreAddedToACategory() throws {
    var dataset = try Dataset(counts: [5, 0, 2])
    dataset.add(3, toCategory: 1)
    dataset.add(0, toCategory: 0)
    #expect(dataset.counts == [5, 3, 2])
    #expect(dataset.size == 10)
    dataset.add(Dataset.maximumSize - 10, toCategory: 2)
    #expect(dataset.size == Dataset.maximumSize)
  }
}
