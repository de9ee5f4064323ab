import Glibc

@testable import TerminalDrawing

/// A colour as light: linear sRGB (IEC 61966-2-1), measured as people see it.
struct MeasuredColor {
  var red: Double
  var green: Double
  var blue: Double

  /// `nil` for the terminal's own colours and the 16 that users choose themselves.
  init?(_ color: Color) {
    switch color.kind {
    case .rgb(let red, let green, let blue): self.init(red, green, blue)
    case .indexed(let index) where index >= 232:
      let level = 8 + 10 * (index - 232)
      self.init(level, level, level)
    case .indexed(let index) where index >= 16:
      // xterm's cube: 0, 95, 135, …, 255.
      let level = { (step: UInt8) in step == 0 ? 0 : 55 + 40 * step }
      let cube = index - 16
      self.init(level(cube / 36), level(cube / 6 % 6), level(cube % 6))
    case .indexed, .terminal: return nil
    }
  }

  private init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    func linear(_ value: UInt8) -> Double {
      let share = Double(value) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    (self.red, self.green, self.blue) = (linear(red), linear(green), linear(blue))
  }

  /// Relative luminance, 0 to 1 (WCAG 2.2).
  var luminance: Double { 0.2126 * red + 0.7152 * green + 0.0722 * blue }

  /// The contrast ratio, 1 to 21 (WCAG 2.2).
  func contrast(to other: MeasuredColor) -> Double {
    let (lighter, darker) = (
      max(luminance, other.luminance), min(luminance, other.luminance)
    )
    return (lighter + 0.05) / (darker + 0.05)
  }

  /// CIE 1976 L*, a*, b* under D65.
  var lab: (lightness: Double, a: Double, b: Double) {
    func root(_ t: Double) -> Double {
      t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116
    }
    let x = root((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
    let y = root(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue)
    let z = root((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))
  }

  /// ΔE*ab (CIE 1976); about 2.3 is just noticeable.
  func difference(to other: MeasuredColor) -> Double {
    let (p, q) = (lab, other.lab)
    return sqrt(
      pow(p.lightness - q.lightness, 2) + pow(p.a - q.a, 2) + pow(p.b - q.b, 2))
  }

  /// The colour as seen with a colour vision deficiency of full severity.
  ///
  /// - Source: Machado, Oliveira, Fernandes, "A Physiologically-based Model for Simulation of Color
  ///   Vision Deficiency", IEEE TVCG 15(6), 2009, doi:10.1109/TVCG.2009.113.
  func seen(with vision: Vision) -> MeasuredColor {
    let m = vision.matrix
    func row(_ index: Int) -> Double {
      min(1, max(0, m[index][0] * red + m[index][1] * green + m[index][2] * blue))
    }
    var seen = self
    (seen.red, seen.green, seen.blue) = (row(0), row(1), row(2))
    return seen
  }

  enum Vision: CaseIterable {
    case trichromacy, protanopia, deuteranopia, tritanopia

    fileprivate var matrix: [[Double]] {
      switch self {
      case .trichromacy: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
      case .protanopia:
        [
          [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
          [-0.003882, -0.048116, 1.051998],
        ]
      case .deuteranopia:
        [
          [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
          [-0.011820, 0.042940, 0.968881],
        ]
      case .tritanopia:
        [
          [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
          [0.004733, 0.691367, 0.303900],
        ]
      }
    }
  }
}
