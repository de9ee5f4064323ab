/// The 64-bit FNV-1a hash (Fowler, Noll and Vo), byte by byte: the same in every process and build.
struct FNV1a {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Takes in integers, each from its lowest byte.
  mutating func combine(_ numbers: [Int64]) {
    for number in numbers { combine(UInt64(bitPattern: number)) }
  }

  mutating func combine(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      combine(byte: UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }

  mutating func combine(_ number: Int128) {
    combine(UInt64(truncatingIfNeeded: number))
    combine(UInt64(truncatingIfNeeded: number >> 64))
  }

  mutating func combine(_ number: Double) { combine(number.bitPattern) }

  /// Takes in a text, and an end so that two texts are not one.
  mutating func combine(_ text: String) {
    for byte in text.utf8 { combine(byte: byte) }
    combine(byte: 0xff)
  }

  private mutating func combine(byte: UInt8) {
    value ^= UInt64(byte)
    value &*= 0x100_0000_01b3
  }
}
