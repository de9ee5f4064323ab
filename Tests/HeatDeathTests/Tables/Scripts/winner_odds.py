"""Writes Tests/HeatDeathTests/Tables/WinnerOddsTable.swift: the odds of two categories at T < 1.

With D the difference of the two explosion times, P(D < 0) is one integral of its characteristic
function along a vertical line, by the trapezoid rule at two steps. Rows are T, two counts, and the
odds of the second category to 12 digits. Needs numpy and scipy.

    python3 winner_odds.py > ../WinnerOddsTable.swift
"""

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import zeta

CASES = [(0.8, 20, 1), (0.8, 6, 4), (0.9, 100, 10), (0.9, 12, 1), (0.95, 30, 3), (0.5, 5, 1), (0.5, 10, 2),
         (0.7, 8, 1), (0.99, 60, 40), (0.999, 7, 2), (0.8, 1000, 700), (0.6, 50, 49), (0.9, 300, 100)]


def log_transform(z, count, p):
    """−Σ_{m≥c} ln(1 + z/m^p)."""
    last = count + 4000
    m = np.arange(count, last, dtype=float)
    total = -np.log1p(z[:, None] / m[None, :] ** p).sum(axis=1)
    for r in range(1, 40):
        total += (-z) ** r / r * zeta(r * p, last)
    return total


def odds(t, first, second, steps):
    """P(second explodes first)."""
    p = 1 / t

    def exponent(z):
        return log_transform(z, second, p) + log_transform(-z, first, p) - np.log(z)

    top = float(first) ** p
    best = minimize_scalar(lambda c: exponent(np.array([c * top]))[0].real, bounds=(1e-6, 1 - 1e-6),
                           method="bounded", options={"xatol": 1e-9}).x * top
    width = 1 / np.sqrt((exponent(np.array([best * 1.001]))[0] + exponent(np.array([best * 0.999]))[0]
                         - 2 * exponent(np.array([best]))[0]) / (0.001 * best) ** 2)
    height = exponent(np.array([best]))[0]
    step = width / steps
    total, k = 0.5, 1
    while True:
        block = np.exp(exponent(best + 1j * step * np.arange(k, k + 100)) - height).real
        total += block.sum()
        k += 100
        if np.abs(block).max() < 1e-16:
            return np.exp(height) * total * step / np.pi


print("// Written by Tests/HeatDeathTests/Tables/Scripts/winner_odds.py.\n")
print("enum WinnerOddsTable {")
print('  /// Rows "temperature;first count;second count;odds of the second".')
print('  static let rows = """')
for t, first, second in CASES:
    value, check = odds(t, first, second, 8), odds(t, first, second, 12)
    assert abs(value / check - 1) < 1e-11, (t, first, second, value, check)
    print(f"    {t};{first};{second};{check:.12e}")
print('    """\n}')
