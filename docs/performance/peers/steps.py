"""Peers for the engines: the same process as loops in Python, compiled by numba, and in plain numpy.

Each weight is taken anew only when its category has been drawn: one power a step.
"""

import numba
import numpy


@numba.njit
def seed(value):
    numpy.random.seed(value)


@numba.njit
def three(a, b, c, exponent, steps):
    """One run of three categories with everything in registers."""
    wa, wb, wc = a**exponent, b**exponent, c**exponent
    for _ in range(steps):
        target = numpy.random.random() * (wa + wb + wc)
        if target < wa:
            a += 1
            wa = a**exponent
        elif target < wa + wb:
            b += 1
            wb = b**exponent
        else:
            c += 1
            wc = c**exponent
    return a, b, c


@numba.njit
def ensemble(a, b, c, exponent, steps, runs):
    total = 0
    for _ in range(runs):
        total += three(a, b, c, exponent, steps)[0]
    return total


@numba.njit
def many(counts, exponent, steps):
    """One run of any number of categories: the total is kept, the category found by a scan."""
    weights = counts**exponent
    total = weights.sum()
    for _ in range(steps):
        target = numpy.random.random() * total
        category = 0
        while target >= weights[category] and category < len(weights) - 1:
            target -= weights[category]
            category += 1
        counts[category] += 1
        weight = counts[category] ** exponent
        total += weight - weights[category]
        weights[category] = weight


def plain(counts, exponent, steps):
    """The recursion as one would write it down."""
    generator = numpy.random.default_rng(1)
    for _ in range(steps):
        weights = counts**exponent
        category = generator.choice(len(counts), p=weights / weights.sum())
        counts[category] += 1
