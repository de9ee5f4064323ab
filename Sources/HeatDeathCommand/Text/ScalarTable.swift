/// The classes of Unicode scalars, computed when first asked for.
struct ScalarTable {
  /// Planes 0 and 1; the rest is rare and computed each time.
  private static let size = 0x20000
  /// The bits of each class, 0 where it was not computed yet.
  private var bits = [UInt32](repeating: 0, count: size)

  /// - Precondition: `value` is a Unicode scalar value.
  @inline(__always)
  subscript(value: UInt32) -> ScalarClass {
    mutating get {
      if Int(value) < Self.size, bits[Int(value)] != 0 {
        return ScalarClass(bits: bits[Int(value)])
      }
      return compute(value)
    }
  }

  @inline(never)
  private mutating func compute(_ value: UInt32) -> ScalarClass {
    guard let scalar = Unicode.Scalar(value) else { preconditionFailure("not a scalar value") }
    let result = ScalarClass(scalar)
    if Int(value) < Self.size { bits[Int(value)] = result.bits }
    return result
  }
}
