"""Writes Tests/HeatDeathTests/Tables/LoopLogsTable.swift: logs of simulated loops, and what they tell.

Nothing here is shared with the program: a plain simulation of the urn with numpy, and the likelihood of
its single draws maximised by scipy.

- `draws`: T;λ;start;letters drawn one by one;p;standard error of p;λ found. The law of external data is
  (0.2, 0.3, 0.5). The error is that of the observed information, without external data.
- `totals`: T;start;totals at sizes spaced evenly in ln k, categories apart by commas, rows by blanks.

    python3 loop_logs.py > ../LoopLogsTable.swift
"""

import numpy as np
from scipy.optimize import minimize, minimize_scalar

LAW = np.array([0.2, 0.3, 0.5])


def weights(counts, p):
    return np.where(counts > 0, counts.astype(float) ** p, 0)


def simulate(temperature, fraction, start, draws, rng):
    counts = np.array(start)
    letters = []
    for _ in range(draws):
        w = weights(counts, 1 / temperature)
        law = (1 - fraction) * w / w.sum() + fraction * LAW
        letters.append(rng.choice(3, p=law))
        counts[letters[-1]] += 1
    return letters


def loss(p, fraction, start, letters):
    counts = np.array(start)
    total = 0.0
    for letter in letters:
        w = weights(counts, p)
        total -= np.log((1 - fraction) * w[letter] / w.sum() + fraction * LAW[letter])
        counts[letter] += 1
    return total


def row(temperature, fraction, start, draws, seed):
    letters = simulate(temperature, fraction, start, draws, np.random.default_rng(seed))
    error, found = 0.0, 0.0
    if fraction == 0:
        p = minimize_scalar(lambda p: loss(p, 0, start, letters), bounds=(1e-3, 8), method="bounded",
                            options={"xatol": 1e-10}).x
        h = 0.01
        curve = (loss(p + h, 0, start, letters) - 2 * loss(p, 0, start, letters)
                 + loss(p - h, 0, start, letters)) / h**2
        error = curve**-0.5
    else:
        best = minimize(lambda x: loss(x[0], x[1], start, letters), (1, 0.2), method="Nelder-Mead",
                        bounds=((0, 8), (0, 0.99)), options={"xatol": 1e-8, "fatol": 1e-10})
        p, found = best.x
    names = "".join("ABC"[letter] for letter in letters)
    counts = ",".join(map(str, start))
    return f"{temperature};{fraction};{counts};{names};{p:.8f};{error:.8f};{found:.8f}"


def totals(temperature, start, last, rows, seed):
    letters = simulate(temperature, 0, start, last - sum(start), np.random.default_rng(seed))
    path = np.vstack([start, np.array(start) + np.cumsum(np.eye(3, dtype=int)[letters], axis=0)])
    sizes = np.unique(np.rint(np.geomspace(sum(start), last, rows)).astype(int)) - sum(start)
    text = " ".join(",".join(map(str, path[size])) for size in sizes)
    return f"{temperature};{','.join(map(str, start))};{text}"


print("// Written by Tests/HeatDeathTests/Tables/Scripts/loop_logs.py.\n\nenum LoopLogsTable {")
print('  /// Rows "temperature;fraction;start;draws;exponent;its error;fraction found".\n  static let draws = """')
CASES = [(0.5, 0, (40, 30, 30), 200), (0.8, 0, (40, 30, 30), 400), (1.0, 0, (7, 5, 3), 400),
         (1.5, 0, (20, 5, 2), 400), (3.0, 0, (60, 5, 2), 400), (0.8, 0.2, (40, 30, 30), 700),
         (1.0, 0.1, (90, 30, 30), 700), (0.5, 0.4, (40, 30, 30), 700)]
for number, (temperature, fraction, start, count) in enumerate(CASES):
    print("    " + row(temperature, fraction, start, count, 100 + number))
print('    """\n\n  /// Rows "temperature;start;totals".\n  static let totals = """')
for number in range(40):
    temperature = (0.6, 0.8, 1.0, 1.5)[number % 4]
    print("    " + totals(temperature, ((5, 3, 2), (40, 30, 30))[number % 8 // 4], 3000, 14, 500 + number))
print('    """\n}')
