"""Writes FigureTables.swift: every figure of a row, of counts up to 4e18, to 60 digits.

Usage: python3 Scripts/figure_tables.py > FigureTables.swift   (needs mpmath)

Each row is "initial counts;counts;temperature;entropy;kl;theta;tau;v". Counts and the doubles of the
temperatures are exact; figures are rounded to 20 digits. V_I is listed as CategorySet.all lists the
index sets; "-" is undefined. kl is "inf" where a category has died out.
"""
import itertools
import math
import random

from mpmath import log, mp, mpf, nstr

mp.dps = 60

TOP = 4 * 10**18
TEMPERATURES = [0.01, 0.05, 0.5, 0.7, 0.99, 1.0, 1.1, 2.0, 100.0, 1e6, math.inf]

PAIRS = [
    # The examples that gave rise to the table, and their like.
    ([1, 1], [TOP - 1, 1]),
    ([1, 1], [10**14 - 1, 1]),
    ([1, 1], [10**9 - 1, 1]),
    ([100000000, 100000001, 99999999], [333333333, 333333334, 333333333]),
    ([100000000, 100000001, 99999999], [333335012, 333321000, 333343988]),
    ([5, 3, 2], [5, 3, 2]),
    ([5, 3, 2], [2 * 10**18 + 1, 12 * 10**17, 8 * 10**17 - 1]),
    ([5, 3, 2], [10**18, 10**18 + 1, 10**18 - 1]),
    ([10**18, 10**18 + 1, 10**18 - 1], [13 * 10**17, 13 * 10**17 + 1, 13 * 10**17 - 1]),
    ([10**18, 10**18 + 1], [10**18 + 1, 10**18]),
    ([2**53 + 1, 2**53], [2**53, 2**53 + 1]),
    ([3, 1, 0, 2], [TOP - 3, 1, 0, 2]),
    ([3, 1, 4, 2], [TOP - 3, 0, 1, 2]),
    ([7], [TOP]),
    ([1, 10**9, 10**18], [2, 10**9 + 5, 3 * 10**18]),
    ([4, 4, 4, 4], [10**6 + 1, 10**6, 10**6, 10**6 - 1]),
]

random.seed(16)
for _ in range(30):
    n = random.randint(2, 4)
    scale = 10 ** random.uniform(0, 17.9)
    start = [1 + int(scale * random.random()) for _ in range(n)]
    if random.random() < 0.5:
        # Close to the start.
        factor = random.uniform(1, TOP / max(TOP // 10**6, sum(start)))
        factor = min(factor, TOP / sum(start) / 1.001)
        counts = [int(c * factor) + random.randint(0, 3) for c in start]
    else:
        scale = 10 ** random.uniform(0, 17.9)
        counts = [1 + int(scale * random.random() ** random.choice([1, 8])) for _ in range(n)]
    PAIRS.append((start, counts))


def text(x):
    return nstr(x, 20, min_fixed=0, max_fixed=0) if x else "0"


print("// swift-format-ignore-file")
print("// Written by Scripts/figure_tables.py; do not edit.")
print()
print("enum FigureTables {")
print('  /// Rows "initial counts;counts;temperature;entropy;kl;theta;tau;v".')
print('  static let rows = """')
for index, (start, counts) in enumerate(PAIRS):
    k, k0, n = sum(counts), sum(start), len(counts)
    assert k <= TOP and k0 <= TOP
    theta = [mpf(c) / k for c in counts]
    first = [mpf(c) / k0 for c in start]
    entropy = sum(-x * log(x) for x in theta if x)
    dead = any(a and not b for a, b in zip(first, theta))
    kl = mp.inf if dead else sum(a * log(a / b) for a, b in zip(first, theta) if a)
    sets = [s for m in range(n, 1, -1) for s in itertools.combinations(range(n), m)]
    v = []
    for s in sets:
        part = [counts[i] for i in s]
        v.append(mpf(max(part) - min(part)) / sum(part) if sum(part) else None)
    temperatures = TEMPERATURES if index < 16 else TEMPERATURES[index % 3::3]
    for t in temperatures:
        p = mpf(0) if t == math.inf else 1 / mpf(t)
        top = max(counts)
        weights = [(mpf(c) / top) ** p if c else mpf(0) for c in counts]
        tau = [w / sum(weights) for w in weights]
        print("    " + ";".join([
            " ".join(map(str, start)), " ".join(map(str, counts)),
            "inf" if t == math.inf else repr(t), text(entropy), "inf" if dead else text(kl),
            " ".join(map(text, theta)), " ".join(map(text, tau)),
            " ".join("-" if x is None else text(x) for x in v),
        ]))
print('    """')
print("}")
