"""Writes DistributionTables.swift: cells of known probability for the distributions' tests.

Usage: python3 Scripts/distribution_tables.py > DistributionTables.swift   (needs mpmath and scipy)

Integer laws: cell edges near evenly spaced quantiles, probabilities from the exact distribution
function. Up to a standard deviation of 2,000 the mass function is summed in 50 digits. Beyond, the
distribution function at k + 1/2 is that of X + U, U uniform on (-1/2, 1/2), whose Edgeworth series
to the third order is good to 1e-13 there (its next term is of order sd^-4 or smaller).
"""
from fractions import Fraction
import mpmath as mp
from scipy import stats

mp.mp.dps = 50
CELLS = 48
ALPHA = 1e-6


def edgeworth(x, g1, g2, g3):
    he = lambda n: mp.hermite(n, x / mp.sqrt(2)) / mp.mpf(2) ** (mp.mpf(n) / 2)
    terms = (g1 * he(2) / 6 + g2 * he(3) / 24 + g1**2 * he(5) / 72
             + g3 * he(4) / 120 + g1 * g2 * he(6) / 144 + g1**3 * he(8) / 1296)
    return mp.ncdf(x) - mp.npdf(x) * terms


def quantiles():
    return [mp.erfinv(2 * mp.mpf(j) / CELLS - 1) * mp.sqrt(2) for j in range(1, CELLS)]


class Law:
    """mean, var exact; k3, k4, k5 cumulants; pmf ratio for small laws."""

    def edges(self):
        sd = mp.sqrt(mp.mpf(self.var.numerator) / self.var.denominator)
        mean = mp.mpf(self.mean.numerator) / self.mean.denominator
        found = []
        for z in quantiles():
            k = int(mp.floor(mean + sd * (z + (z * z - 1) * self.skew() / 6)))
            if k >= self.low and k < self.high and (not found or k > found[-1]):
                found.append(k)
        return found

    def skew(self):
        return mp.mpf(self.k3.numerator) / self.k3.denominator / self.mpvar() ** 1.5

    def mpvar(self):
        return mp.mpf(self.var.numerator) / self.var.denominator

    def cdf(self, edges):
        sd = mp.sqrt(self.mpvar())
        if sd > 2000:
            var = self.mpvar() + mp.mpf(1) / 12
            sd = mp.sqrt(var)
            g1 = mp.mpf(self.k3.numerator) / self.k3.denominator / sd**3
            g2 = (mp.mpf(self.k4.numerator) / self.k4.denominator - mp.mpf(1) / 120) / sd**4
            g3 = mp.mpf(self.k5.numerator) / self.k5.denominator / sd**5
            out = []
            for k in edges:
                d = Fraction(k) + Fraction(1, 2) - self.mean
                out.append(edgeworth(mp.mpf(d.numerator) / d.denominator / sd, g1, g2, g3))
            return out
        total, out, p = mp.mpf(0), [], None
        k = max(self.low, int(self.mean - 40 * int(sd + 2)))
        p = self.pmf(k)
        for edge in edges:
            while k <= edge:
                total += p
                p *= self.ratio(k)
                k += 1
            out.append(+total)
        return out


class Poisson(Law):
    def __init__(self, mean):
        self.mean = self.var = self.k3 = self.k4 = self.k5 = Fraction(mean)
        self.low, self.high = 0, 10**19
        self.fields = f"mean: {float(mean)!r}"

    def pmf(self, k):
        m = mp.mpf(self.mean.numerator) / self.mean.denominator
        return mp.exp(-m + k * mp.log(m) - mp.loggamma(k + 1))

    def ratio(self, k):
        return mp.mpf(self.mean.numerator) / self.mean.denominator / (k + 1)


class Binomial(Law):
    def __init__(self, n, p):
        self.n, self.p = n, Fraction(p)
        p, q = self.p, 1 - self.p
        self.mean, self.var = n * p, n * p * q
        self.k3 = n * p * q * (1 - 2 * p)
        self.k4 = n * p * q * (1 - 6 * p * q)
        self.k5 = n * p * q * (1 - 2 * p) * (1 - 12 * p * q)
        self.low, self.high = 0, n
        self.fields = f"trials: {n}, probability: {float(p)!r}"

    def mpp(self):
        return mp.mpf(self.p.numerator) / self.p.denominator

    def pmf(self, k):
        mp.mp.dps = 80
        n, p = self.n, self.mpp()
        v = mp.exp(mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1)
                   + k * mp.log(p) + (n - k) * mp.log1p(-p))
        mp.mp.dps = 50
        return +v

    def ratio(self, k):
        p = self.mpp()
        return mp.mpf(self.n - k) / (k + 1) * p / (1 - p)


def cells(edges, cdf):
    probs = [b - a for a, b in zip([0] + cdf, cdf + [1])]
    assert min(probs) > 1e-7, probs
    return [float(p) for p in probs]


def merge(edges, cdf, least):
    """Leaves edges out until no cell has less than `least`."""
    e, c, last = [], [], mp.mpf(0)
    for a, b in zip(edges, cdf):
        if b - last >= least and 1 - b >= least:
            e.append(a); c.append(b); last = b
    return e, c


def swift_list(values, indent="      "):
    lines, line = [], indent
    for v in values:
        item = f"{v!r}, "
        if len(line) + len(item) > 99:
            lines.append(line.rstrip()); line = indent
        line += item
    lines.append(line.rstrip())
    return "\n".join(lines)


def emit_integer(kind, law):
    edges = law.edges()
    edges, cdf = merge(edges, law.cdf(edges), mp.mpf("2e-3"))
    probs = cells(edges, cdf)
    floor = law.mean.numerator // law.mean.denominator
    fraction = float(law.mean - floor)
    print(f"""    {kind}(
      {law.fields},
      cells: IntegerCells(
        upperEdges: [
{swift_list(edges, "          ")}
        ],
        probabilities: [
{swift_list(probs, "          ")}
        ], critical: {float(stats.chi2.isf(ALPHA, len(edges)))!r}),
      moments: Moments(
        meanFloor: {floor}, meanFraction: {fraction!r}, variance: {float(law.var)!r},
        skewness: {float(law.skew())!r},
        excessKurtosis: {float(law.k4 / law.var**2)!r})),""")


def emit_continuous(kind, fields, edges, cdf):
    probs = cells(edges, cdf)
    print(f"""    {kind}(
      {fields},
      cells: RealCells(
        upperEdges: [
{swift_list([float(e) for e in edges], "          ")}
        ],
        probabilities: [
{swift_list(probs, "          ")}
        ], critical: {float(stats.chi2.isf(ALPHA, len(edges)))!r})),""")


def gamma_cdf(a, x):
    a, x = mp.mpf(a), mp.mpf(x)
    if a <= 1e4:
        return mp.gammainc(a, 0, x, regularized=True)
    # Gamma variates have no lattice: Edgeworth with cumulants a (r-1)!.
    r = mp.sqrt(a)
    return edgeworth((x - a) / r, 2 / r, 6 / a, 24 / r**3)


def special_functions():
    """Reference values in 50 digits, rounded once."""
    print("enum SpecialFunctionTables {")
    print("  /// n and ln n! - ln(2 pi n)/2 - n ln n + n.")
    print("  static let stirlingError: [(Double, Double)] = [")
    for n in (1, 2, 7, 15, 16, 17, 40, 1000, 10**9, 10**18):
        m = mp.mpf(n)
        mp.mp.dps = 90
        v = mp.loggamma(m + 1) - mp.log(2 * mp.pi * m) / 2 - m * mp.log(m) + m
        mp.mp.dps = 50
        print(f"    ({float(n)!r}, {float(v)!r}),")
    print("  ]")
    print("  /// d, the mean and the deviance of mean + d.")
    print("  static let deviance: [(Double, Double, Double)] = [")
    for d, mean in ((0.0, 5.0), (-5.0, 5.0), (1.0, 5.0), (-1.5, 5.0), (40.0, 5.0), (1e-3, 5.0),
                    (3.0, 1e3), (-90.0, 1e3), (7.0, 1e9), (1e5, 1e9), (1.0, 1e18), (-3e9, 1e18),
                    (1e10, 4e18), (1e-300, 1.0)):
        x = mp.mpf(mean) + mp.mpf(d)
        mp.mp.dps = 700 if abs(d) < 1e-200 else 120
        x = mp.mpf(mean) + mp.mpf(d)
        v = (x * mp.log(x / mp.mpf(mean)) if x > 0 else mp.mpf(0)) - mp.mpf(d)
        mp.mp.dps = 50
        print(f"    ({d!r}, {mean!r}, {float(v)!r}),")
    print("  ]")
    print("  /// A tail probability and the z it lies beyond.")
    print("  static let normalUpperQuantile: [(Double, Double)] = [")
    for tail in (0.5, 0.499, 0.4, 0.25, 0.0751, 0.0749, 0.01, 1e-4, 1e-9, 1.3e-11, 1e-16, 1e-19,
                 1e-100, 1e-300):
        guess = mp.sqrt(-2 * mp.log(mp.mpf(tail))) if tail < 0.4 else mp.mpf(0.1)
        t = mp.mpf(tail)
        z = guess
        for _ in range(400):
            q = mp.erfc(z / mp.sqrt(2)) / 2
            step = mp.log(q / t) * q / mp.npdf(z)
            z += step
            if abs(step) < mp.mpf(10) ** -40:
                break
        print(f"    ({tail!r}, {float(z) if tail < 0.5 else 0.0!r}),")
    print("  ]\n}")


def main():
    print("""// swift-format-ignore-file
// Written by Scripts/distribution_tables.py; do not edit.
// Probabilities are exact to the digits shown; critical values are the upper 1e-6 points of
// chi-square with as many degrees of freedom as there are edges.

enum DistributionTables {
  static let poisson: [PoissonCase] = [""")
    for mean in (0.5, 3.0, 9.75, 10.0, 45.5, 1e3, 1e6 + 0.25, 1e9 + 0.5, 1e15 + 0.375, 1e18, 4e18):
        emit_integer("PoissonCase", Poisson(mean))
    print("  ]\n\n  static let binomial: [BinomialCase] = [")
    for n, p in ((20, 0.3), (40, 0.5), (100, 0.0625), (1000, 0.99), (10**6, 0.001), (2000, 0.5),
                 (4 * 10**9, 0.25), (4 * 10**15 + 3, 0.3), (4 * 10**18 - 1, 0.25),
                 (4 * 10**18, 0.5), (4 * 10**18, 0.9), (4 * 10**18, 2.5e-16), (4 * 10**18, 1e-18)):
        emit_integer("BinomialCase", Binomial(n, p))
    print("  ]\n\n  static let gamma: [GammaCase] = [")
    for a in (0.125, 0.5, 1.0, 1.5, 5.0, 100.0, 1e4, 1e9, 1e15, 4e18):
        zs = quantiles()
        if a > 1e4:
            edges = [mp.mpf(float(a + mp.sqrt(a) * z)) for z in zs]
            cdf = [gamma_cdf(a, e) for e in edges]
        else:
            edges = [float(stats.gamma.ppf(j / CELLS, a)) for j in range(1, CELLS)]
            cdf = [gamma_cdf(a, e) for e in edges]
        emit_continuous("GammaCase", f"shape: {a!r}", edges, cdf)
    print("  ]\n\n  static let normal: [NormalCase] = [")
    edges = [float(mp.erfinv(2 * mp.mpf(j) / CELLS - 1) * mp.sqrt(2)) for j in range(1, CELLS)]
    emit_continuous("NormalCase", "standardDeviation: 1.0", edges, [mp.ncdf(e) for e in edges])
    print("  ]\n\n  static let exponential: [ExponentialCase] = [")
    edges = [float(-mp.log1p(-mp.mpf(j) / CELLS)) for j in range(1, CELLS)]
    emit_continuous("ExponentialCase", "rate: 1.0", edges, [-mp.expm1(-mp.mpf(e)) for e in edges])
    print(f"""  ]

  /// The upper 1e-6 point of chi-square with 63 degrees of freedom.
  static let critical63 = {float(stats.chi2.isf(ALPHA, 63))!r}

  /// The same with 14 degrees of freedom.
  static let critical14 = {float(stats.chi2.isf(ALPHA, 14))!r}
}}
""")
    special_functions()


main()
