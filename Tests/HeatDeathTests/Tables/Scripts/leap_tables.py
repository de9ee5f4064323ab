"""Writes LeapTables.swift: exact laws that the leap engine is tested against.

Usage: python3 Scripts/leap_tables.py > LeapTables.swift   (needs numpy and scipy)

1. Two and three categories: the law of the first count at K, by dynamic programming over counts.
2. One category on its clock: the law of its births, by the distribution function of the hitting
   time, from its characteristic function by Gil-Pelaez inversion (trapezoid rule, error < 1e-9;
   checked here against the gamma and the negative binomial law).
3. Quantiles of hitting times and the density there.
"""
import numpy as np
from scipy import stats
from scipy.optimize import brentq
from scipy.special import zeta

ALPHA, CELLS, LEAST = 1e-6, 24, 4e-3


def weights(size, p):
    c = np.arange(size + 1.0)
    w = np.zeros(size + 1)
    w[1:] = np.exp(p * (np.log(c[1:]) - np.log(size)))
    return w


def two(start, p, size):
    """P(c_1 = i) at K = size."""
    w = weights(size, p)
    law = np.zeros(size + 1)
    law[start[0]] = 1
    for k in range(sum(start), size):
        i = np.arange(k + 1)
        a, b = w[i], w[k - i]
        total = a + b
        first = np.divide(a, total, out=np.zeros_like(a), where=total > 0)
        new = np.zeros(size + 1)
        new[: k + 1] += law[: k + 1] * (1 - first)
        new[1 : k + 2] += law[: k + 1] * first
        law = new
    return law


def three(start, p, size):
    """Marginals of c_1 and c_3 at K = size; states (c_1, c_2)."""
    w = weights(size, p)
    law = np.zeros((size + 2, size + 2))
    law[start[0], start[1]] = 1
    i = np.arange(size + 2)
    third = np.zeros(size + 1)
    for k in range(sum(start), size):
        m = slice(0, k + 1)
        rest = k - i[m, None] - i[None, m]
        a = w[i[m]][:, None] * np.ones(k + 1)
        b = w[i[m]][None, :] * np.ones((k + 1, 1))
        c = np.where(rest >= 0, w[np.maximum(rest, 0)], 0)
        total = a + b + c
        scale = np.divide(law[m, m], total, out=np.zeros_like(total), where=total > 0)
        new = np.zeros_like(law)
        new[m, m] += scale * c
        new[1 : k + 2, m] += scale * a
        new[m, 1 : k + 2] += scale * b
        law = new
    for x in range(size + 1):
        for y in range(size + 1 - x):
            third[size - x - y] += law[x, y]
    return law.sum(1)[: size + 1], third


def partition(law):
    """Upper edges and probabilities of cells of at least LEAST, about CELLS of them."""
    cdf = np.cumsum(law)
    edges, probs, last = [], [], 0.0
    for k, value in enumerate(cdf):
        if value - last >= max(LEAST, 1 / CELLS - 1e-12) and 1 - value >= LEAST:
            edges.append(k)
            probs.append(value - last)
            last = value
    return edges, probs + [1 - last]


def characteristic(c, p, u):
    a = (1 + np.arange(u) / c) ** (-p)
    k1, k2 = a.sum(), (a * a).sum()
    s = np.linspace(0, 14, 1401)[1:] / np.sqrt(k2)
    ln = np.zeros(len(s), complex)
    for b in range(0, u, 5000):
        ln -= np.log(1 - 1j * s[:, None] * a[None, b : b + 5000]).sum(1)
    assert abs(np.exp(ln[-1])) < 1e-9
    return k1, k2, s, np.exp(ln)


def hitting_cdf(x, k1, s, phi):
    ds = s[1] - s[0]
    terms = (np.exp(-1j * s * x) * phi).imag / s
    return 0.5 - (terms.sum() + 0.5 * (k1 - x)) * ds / np.pi


def hitting_pdf(x, s, phi):
    ds = s[1] - s[0]
    return ((np.exp(-1j * s * x) * phi).real.sum() + 0.5) * ds / np.pi


def births(c, p, clock):
    """Edges and cell probabilities of the births within a clock in units of c^-p."""
    mean = c * np.expm1(clock / c) if p == 1 else c * np.expm1(
        np.log1p((1 - p) * clock / c) / (1 - p))
    deviation = np.sqrt(characteristic(c, p, int(mean))[1]) * (1 + mean / c) ** p
    edges, cdf = [], []
    for j in range(1, 48):
        m = int(mean + deviation * stats.norm.ppf(j / 48))
        if edges and m <= edges[-1]:
            continue
        k1, _, s, phi = characteristic(c, p, m + 1)
        edges.append(m)
        cdf.append(1 - hitting_cdf(clock, k1, s, phi))
    return edges, np.diff([0] + cdf + [1])


def check():
    k1, _, s, phi = characteristic(7, 0, 300)
    for x in (250, 300, 340):
        assert abs(hitting_cdf(x, k1, s, phi) - stats.gamma.cdf(x, 300)) < 1e-10
    edges, probs = births(300, 1, 600.0)
    cdf = np.cumsum(probs)[:-1]
    assert np.max(np.abs(cdf - stats.nbinom.cdf(edges, 300, np.exp(-2.0)))) < 1e-9


def listing(values):
    lines, line = [], "          "
    for v in values:
        item = f"{v!r}, "
        if len(line) + len(item) > 99:
            lines.append(line.rstrip())
            line = "          "
        line += item
    return "\n".join(lines + [line.rstrip()])


def cells(edges, probs):
    return f"""IntegerCells(
        upperEdges: [
{listing([int(e) for e in edges])}
        ],
        probabilities: [
{listing([float(p) for p in probs])}
        ], critical: {float(stats.chi2.isf(ALPHA, len(edges)))!r})"""


def main():
    check()
    print("""// swift-format-ignore-file
// Written by Scripts/leap_tables.py; do not edit.

enum LeapTables {
  /// The law of the count of one category at K: dynamic programming.
  static let laws: [LeapLaw] = [""")
    for t, start, size in (
            (0.3, (1, 1), 1000), (0.3, (300, 290), 2000), (0.5, (1, 1), 5000), (0.5, (30, 25), 5000),
            (0.8, (1, 1), 5000), (0.8, (5, 3), 5000), (0.8, (300, 280), 5000), (0.8, (400, 1), 5000),
            (0.95, (2, 1), 5000), (0.95, (40, 60), 5000), (1.0, (3, 2), 5000), (1.05, (1, 1), 5000),
            (1.5, (1, 1), 5000), (1.5, (5, 3), 5000), (1.5, (300, 1), 5000), (2.5, (20, 400), 5000),
            (4.0, (1, 1), 5000), (100.0, (5, 3), 2000), (float("inf"), (5, 3), 2000)):
        p = 1 / t
        law = two(start, p, size)
        temperature = ".infinity" if t == float("inf") else repr(t)
        print(f"""    LeapLaw(
      temperature: {temperature}, start: {list(start)}, size: {size}, category: 0,
      cells: {cells(*partition(law))}),""")
    for t, start, size in ((0.7, (3, 2, 1), 700), (0.9, (1, 0, 2, 1), 700), (1.6, (1, 1, 1), 700),
                           (5.0, (90, 2, 1), 700)):
        kept = [c for c in start if c]
        for category, law in zip((start.index(kept[0]), len(start) - 1), three(kept, 1 / t, size)):
            print(f"""    LeapLaw(
      temperature: {t!r}, start: {list(start)}, size: {size}, category: {category},
      cells: {cells(*partition(law))}),""")
    print("""  ]

  /// The same further out, for the heavy tier.
  static let longLaws: [LeapLaw] = [""")
    for t, start in ((0.5, (300, 280)), (0.8, (5, 3)), (0.95, (2, 1)), (1.5, (5, 3)), (3.0, (900, 1))):
        law = two(start, 1 / t, 20000)
        print(f"""    LeapLaw(
      temperature: {t!r}, start: {list(start)}, size: 20000, category: 0,
      cells: {cells(*partition(law))}),""")
    print("""  ]

  /// The births of one category within a clock, all through the quantile function.
  static let births: [BirthLaw] = [""")
    for c, p, clock in ((1000.0, 0.0, 300.0), (300.0, 1.0, 600.0), (1000.0, 2.0, 450.0),
                        (80.0, 0.5, 700.0), (440.0, 1.25, 550.0), (12000.0, 20.0, 450.0)):
        print(f"""    BirthLaw(
      count: {c!r}, exponent: {p!r}, clock: {clock!r},
      cells: {cells(*births(c, p, clock))}),""")
    print("""  ]

  /// Hitting times: exact quantiles at given normal scores, and the density there.
  static let quantiles: [QuantileRow] = [""")
    for c, p, u in ((1.0, 0.0, 256), (1.0, 0.0, 4000), (1.0, 0.25, 40000), (20.0, 0.4, 20000),
                    (30.0, 0.5, 60000), (131.0, 0.75, 60000), (256.0, 1.0, 60000), (319.0, 1.0, 1280),
                    (510.0, 1.0, 512), (1535.0, 1.0, 308), (400.0, 1.25, 2000), (814.0, 2.0, 1280),
                    (3062.0, 5.0, 512), (10059.0, 20.0, 1280), (1e6, 1.1, 3000), (1e12, 2.0, 300)):
        k1, k2, s, phi = characteristic(c, p, u)
        for z in (-4.0, -2.5, -1.0, 0.0, 1.5, 3.0, 4.0):
            target = stats.norm.cdf(z)
            sd = np.sqrt(k2)
            x = brentq(lambda v: hitting_cdf(v, k1, s, phi) - target, k1 - 8 * sd, k1 + 9 * sd,
                       xtol=1e-11 * k1, rtol=1e-14)
            print(f"    QuantileRow(count: {c!r}, exponent: {p!r}, offset: {float(u)!r}, "
                  f"score: {z!r},\n      exact: {float(x)!r}, density: "
                  f"{float(hitting_pdf(x, s, phi))!r}),")
    print("  ]\n}")


main()
