"""A peer for the step engine: the process as a loop in Python, compiled by numba where it is there.

usage: steps.py TEMPERATURE… STEPS; prints nanoseconds a step for each temperature, the fastest of
three, without the time that numba takes to compile.
"""

import random
import sys
import time

try:
    import numba
    import numpy

    compiled = numba.njit
    uniform = numpy.random.random
    whole = numpy.int64
except ImportError:
    compiled = lambda function: function  # noqa: E731
    uniform = random.random
    whole = int


@compiled
def run(exponent, steps):
    a, b, c = whole(5), whole(3), whole(2)
    wa, wb, wc = a**exponent, b**exponent, c**exponent
    for _ in range(steps):
        target = uniform() * (wa + wb + wc)
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


def main():
    *temperatures, steps = map(float, sys.argv[1:])
    run(1.25, 10)
    for temperature in temperatures:
        times = []
        for _ in range(3):
            began = time.perf_counter()
            run(1 / temperature, int(steps))
            times.append(time.perf_counter() - began)
        print(f"{min(times) / steps * 1e9:.2f}")


if __name__ == "__main__":
    main()
