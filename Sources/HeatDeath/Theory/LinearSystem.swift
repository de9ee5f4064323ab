import RealModule

/// The little linear algebra that rest points take, on square matrices by rows.
enum LinearSystem {
  /// x with (1 − M)x = b, by elimination with partial pivoting; `nil` where 1 − M is singular to
  /// rounding.
  static func solve(oneMinus matrix: [[Double]], _ right: [Double]) -> [Double]? {
    let n = right.count
    var rows = matrix.map { row in row.map { -$0 } }
    var right = right
    for index in 0..<n { rows[index][index] += 1 }
    for column in 0..<n {
      let pivot = (column..<n).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      guard abs(rows[pivot][column]) > 1e-13 else { return nil }
      rows.swapAt(column, pivot)
      right.swapAt(column, pivot)
      for row in (column + 1)..<max(n, column + 1) {
        let factor = rows[row][column] / rows[column][column]
        guard factor != 0 else { continue }
        for index in column..<n { rows[row][index] -= factor * rows[column][index] }
        right[row] -= factor * right[column]
      }
    }
    for row in (0..<n).reversed() {
      for index in (row + 1)..<max(n, row + 1) { right[row] -= rows[row][index] * right[index] }
      right[row] /= rows[row][row]
    }
    return right.allSatisfy(\.isFinite) ? right : nil
  }

  /// The inverse of a symmetric matrix whose diagonal is positive, scaled to ones before elimination;
  /// `nil` where it is singular to rounding.
  static func inverse(_ matrix: [[Double]]) -> [[Double]]? {
    let scales = matrix.indices.map { Double.sqrt(matrix[$0][$0]) }
    guard scales.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    let rest = matrix.indices.map { i in
      matrix.indices.map { j in (i == j ? 1 : 0) - matrix[i][j] / scales[i] / scales[j] }
    }
    var result: [[Double]] = []
    for column in matrix.indices {
      let unit = matrix.indices.map { $0 == column ? 1.0 : 0 }
      guard let solution = solve(oneMinus: rest, unit) else { return nil }
      result.append(matrix.indices.map { solution[$0] / scales[$0] / scales[column] })
    }
    return result
  }

  /// Whether the powers of a matrix go to 0, seen by squaring it 30 times: whether its eigenvalues are
  /// all below 1 in size, to some 10⁻⁸.
  static func powersVanish(_ matrix: [[Double]]) -> Bool {
    var power = matrix
    for _ in 0..<30 {
      let size = power.reduce(0) { $1.reduce($0) { max($0, abs($1)) } }
      if size < 1e-6 { return true }
      guard size < 1e150 else { return false }
      power = square(power)
    }
    return false
  }

  private static func square(_ matrix: [[Double]]) -> [[Double]] {
    matrix.map { row in
      var result = [Double](repeating: 0, count: row.count)
      for (factor, other) in zip(row, matrix) where factor != 0 {
        for index in other.indices { result[index] += factor * other[index] }
      }
      return result
    }
  }
}
