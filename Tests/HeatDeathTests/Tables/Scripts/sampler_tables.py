"""Writes SamplerTables.swift: laws of samplers to 60 digits.

Usage: python3 Scripts/sampler_tables.py > SamplerTables.swift   (needs mpmath)

Each row is "sampler;temperature;point;law". Exponents are the doubles nearest 1/T, coordinates the
doubles given; all else is exact until the law is rounded.
"""
import itertools
import math

from mpmath import exp, mp, mpf

mp.dps = 60

TEMPERATURES = [0.01, 0.5, 1.0, 1.5, 100.0, math.inf]

POINTS = [
    [0.5, 0.3125, 0.1875],
    [0.25, 0.25, 0.25, 0.25],
    [1.0, 0.0],
    [0.5, 0.0, 0.25, 0.25],
    [1.0],
    [0.625, 0.375],
    [0.5, 0.5 - 2**-40, 2**-40],
    [0.96875, 2**-6, 2**-7, 2**-7 - 2**-20, 2**-20, 0.0],
    [2**-1000, 1.0, 5e-324],
]


def softmax(theta, p):
    powers = [mpf(x) ** mpf(p) if x > 0 else mpf(0) for x in theta]
    total = sum(powers)
    return [x / total for x in powers]


def mix(theta, p, epsilon):
    e = mpf(epsilon)
    return [(1 - e) * x + e / len(theta) for x in softmax(theta, p)]


def tilt(theta, p, beta):
    weights = [mpf(x) * exp(mpf(beta) * mpf(x)) for x in theta]
    total = sum(weights)
    return [x / total for x in weights]


def models(theta, p, pairs):
    laws = [(mpf(w), softmax(theta, 1 / t)) for t, w in pairs]
    total = sum(w for w, _ in laws)
    return [sum(w * law[i] for w, law in laws) / total for i in range(len(theta))]


def cut(law, fills):
    """The most probable categories until `fills`: the mean over the orders of equal ones."""
    groups = [list(g) for _, g in itertools.groupby(
        sorted((i for i in range(len(law)) if law[i] > 0), key=lambda i: -law[i]),
        key=lambda i: law[i])]
    kept, count, mass = [mpf(0)] * len(law), 0, mpf(0)
    for group in groups:
        value, places = law[group[0]], 0
        while places < len(group) and not fills(count, mass):
            places, count, mass = places + 1, count + 1, mass + value
        for i in group:
            kept[i] = value * places / len(group)
    return [x / mass for x in kept]


def top_k(theta, p, k):
    return cut(softmax(theta, p), lambda count, mass: count >= k)


def top_p(theta, p, share):
    if share == 1:
        return softmax(theta, p)
    return cut(softmax(theta, p), lambda count, mass: mass >= mpf(share) - mpf(10) ** -50)


def min_p(theta, p, ratio):
    law = softmax(theta, p)
    kept = [x if x >= mpf(ratio) * max(law) else mpf(0) for x in law]
    return [x / sum(kept) for x in kept]


def greedy(theta, p, _):
    ties = theta.count(max(theta))
    return [mpf(x == max(theta)) / ties for x in theta]


SAMPLERS = [
    ("softmax", lambda theta, p, _: softmax(theta, p), None),
    ("mix:0", mix, 0.0), ("mix:0.1", mix, 0.1), ("mix:1", mix, 1.0),
    ("tilt:-0.999", tilt, -0.999), ("tilt:-0.5", tilt, -0.5), ("tilt:0", tilt, 0.0),
    ("tilt:3", tilt, 3.0), ("tilt:700", tilt, 700.0),
    ("models:0.8*0.5,1.5*0.5", models, [(0.8, 0.5), (1.5, 0.5)]),
    ("models:0.01*1,inf*3,1*2", models, [(0.01, 1), (math.inf, 3), (1, 2)]),
    ("greedy", greedy, None),
    ("top-k:1", top_k, 1), ("top-k:2", top_k, 2), ("top-k:3", top_k, 3), ("top-k:99", top_k, 99),
    ("top-p:1e-9", top_p, 1e-9), ("top-p:0.61", top_p, 0.61), ("top-p:0.9", top_p, 0.9),
    ("top-p:1", top_p, 1.0),
    ("min-p:0", min_p, 0.0), ("min-p:0.3", min_p, 0.3), ("min-p:1", min_p, 1.0),
]


def number(x):
    return "inf" if x == math.inf else float(x).hex()


print("// swift-format-ignore-file")
print("// Written by Scripts/sampler_tables.py; do not edit.")
print()
print("enum SamplerTables {")
print('  /// Rows "sampler;temperature;point;law".')
print('  static let laws = """')
for name, function, parameter in SAMPLERS:
    for temperature in TEMPERATURES:
        for point in POINTS:
            law = function(point, 1 / temperature, parameter)
            print("    " + ";".join([
                name, number(temperature), " ".join(map(number, point)), " ".join(map(number, law)),
            ]))
print('    """')
print("}")
