"""Writes Tests/HeatDeathTests/Tables/WeightTable.swift: weights (count/reference)^p to 60 digits.

Each row is an exponent p, the leader's count, the reference that belongs to it, a count and its
weight rounded to a double. Counts stand at the starts, inside and at the ends of the engine's
blocks. Needs mpmath.

    python3 weights.py > ../HeatDeathTests/Tables/WeightTable.swift
"""

import math

from mpmath import mp, mpf

mp.dps = 60

EXPONENTS = [0.0, 1e-6, 0.01, 0.5, 1 / 1.5, 1 / 1.1, 1.0, 1 / 0.9, 1 / 0.8, 2.0, 3.5, 16.0, 20.0, 64.0,
             65.0, 100.0, 256.0, 257.0, 333.25, 1000.0]
LARGEST = 4 * 10**18


def partition_bits(p, limit):
    parts = max(1.0, p) / limit
    return 0 if parts <= 1 else min(62, math.ceil(math.log2(parts)))


def block_start(count, bits):
    shift = max(0, count.bit_length() - 1 - bits)
    return count >> shift << shift, 1 << shift


def counts_near(count, p):
    """The count, and where its block starts and ends."""
    start, length = block_start(count, partition_bits(p, 2.0**-10))
    return sorted({start, start + length // 3, count, start + length - 1})


rows = []
for p in EXPONENTS:
    anchors = [3, 2047, 2049, 12345, 10**9 + 7, 2**40 - 1, 2**53 + 1, 10**18 + 1]
    for anchor in anchors:
        for index, count in enumerate(counts_near(anchor, p)):
            leader = [count + count // 3, count, min(count * 1000, LARGEST - count)][index % 3]
            # Up to p = 16 no weight overflows, and none needs a reference.
            reference = 1 if p <= 16 else block_start(leader, partition_bits(p, 256.0))[0]
            weight = (mpf(count) / mpf(reference)) ** mpf(p)
            if weight >= mpf(2) ** -1022:
                rows.append(f"{p.hex()};{leader};{reference};{count};{float(weight).hex()}")

print("// Written by Tests/ReferenceTables/weights.py.\n")
print("enum WeightTable {")
print("  /// Rows \"exponent;leader;reference;count;weight\".")
print("  static let rows = \"\"\"")
for row in rows:
    print("    " + row)
print("    \"\"\"\n}")
