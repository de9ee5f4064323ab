"""Writes Tests/HeatDeathTests/Sampling/SoftmaxTable.swift: softmax laws to 60 digits.

Each row is an exponent p (the double the program uses for 1/T), the input (integer counts, or
doubles that add up to 1) and the law rounded to doubles, all numbers in hexadecimal. Needs mpmath.

    python3 softmax.py > ../HeatDeathTests/Sampling/SoftmaxTable.swift
"""

import math

from mpmath import mp, mpf

mp.dps = 60

TEMPERATURES = [1e-3, 0.01, 0.3, 0.5, 0.8, 0.999, 1.0, 1.001, 1.5, 2.0, 100.0, 1e6, math.inf]

COUNTS = [
    [1],
    [5, 3, 2],
    [1, 1, 1],
    [1, 0, 0, 7],
    [3, 10**9],
    [10**15, 10**15 + 1, 10**15 - 1],
    [2 * 10**18, 2 * 10**18 - 1, 1],
    [2 * 10**18 - 257, 2 * 10**18 - 1],
    [4 * 10**18 - 3, 1, 2],
    [4_000_000, 3_900_000, 1, 0, 3_999_999, 17, 2**40, 2**40 + 2**20],
]

POINTS = [
    [0.5, 0.25, 0.25],
    [0.5, 0.5 - 2**-54, 2**-54],
    [1.0, 1e-300],
    [1.0, 5e-324],
    [1e-17, 1.0, 0.0, 1e-17],
    [0.999755859375, 2**-13, 2**-13],
]


def law(values, p):
    powers = [mpf(v) ** mpf(p) if v > 0 else mpf(0) for v in values]
    total = sum(powers)
    return [float(x / total) for x in powers]


def rows(inputs, show):
    for values in inputs:
        for temperature in TEMPERATURES:
            p = 1 / temperature
            yield ";".join([
                math.inf.hex() if temperature == math.inf else temperature.hex(),
                " ".join(show(v) for v in values),
                " ".join(x.hex() for x in law(values, p)),
            ])


for point in POINTS:
    total = 0.0
    for coordinate in point:
        total += coordinate
    assert total == 1

print("// Written by Tests/ReferenceTables/softmax.py.\n")
print("enum SoftmaxTable {")
print("  /// Rows \"temperature;counts;law\".")
print("  static let counts = \"\"\"")
for row in rows(COUNTS, str):
    print("    " + row)
print("    \"\"\"\n")
print("  /// Rows \"temperature;point;law\".")
print("  static let points = \"\"\"")
for row in rows(POINTS, float.hex):
    print("    " + row)
print("    \"\"\"\n}")
