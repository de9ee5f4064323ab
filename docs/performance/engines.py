"""Times the engines of .build/release/heatdeath beside peers in numba and numpy; see `bench`.

The program is timed from outside, as processor time of its process. A second, shorter run is
subtracted, so that start-up does not count as work; peers are compiled before they are timed. Program and peer take turns, and ratios are
medians of such pairs, so that a busy machine weighs on both alike.
"""

import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from plot import plot

FOLDER = Path(__file__).parent
PROGRAM = ".build/release/heatdeath"
try:
    FACTOR = float(os.environ.get("FACTOR", "1"))
except ValueError:
    sys.exit(f"bench: FACTOR is '{os.environ['FACTOR']}'; accepted is a number such as 0.1")
TEMPERATURES = [0.8, 1.0, 1.5]
START = (50, 30, 20)

sys.path.insert(0, str(FOLDER / "peers"))
try:
    import numpy

    import steps as peers
except ImportError:
    peers = None


def scaled(number):
    """So many runs or steps, in proportion to FACTOR; ten at least, for a tenth is subtracted."""
    return max(10, int(number * FACTOR))


def run(*arguments):
    """Processor seconds and wall seconds of one run."""
    command = [PROGRAM, "run", "--seed", "1", *map(str, arguments)]
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"bench: {' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime, wall


def memory(*arguments):
    """The most memory that one run had, in bytes.

    A process counts what its parent had when it was started; hence a small parent in between.
    """
    program = ("import os, sys; child = os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:]);"
               "print(os.wait4(child, 0)[2].ru_maxrss, file=sys.stderr)")
    command = [sys.executable, "-ISc", program, PROGRAM, "run", "--seed", "1", *map(str, arguments)]
    result = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return int(result.stderr.split()[-1]) * 1024


def check():
    """A program that does something else would be fast, too."""
    command = [PROGRAM, "run", "--engine", "step", "--counts", "5,3,2", "--until", "1000"]
    last = subprocess.run(command, capture_output=True, text=True).stdout.split()[-1]
    fields = [int(field) for field in last.split(",")]
    if fields[1] != 1000 or sum(fields[2:]) != 1000:
        sys.exit(f"bench: {PROGRAM} did not draw its samples; it said {last}")


def seconds(function, *arguments):
    began = time.process_time()
    function(*arguments)
    return time.process_time() - began


def paired(work, peer, pairs=5):
    """Medians of both and of their ratio; `peer` may be absent."""
    ours, theirs = [], []
    for _ in range(pairs):
        ours.append(work())
        theirs.append(peer() if peers else float("nan"))
    return (
        statistics.median(ours),
        statistics.median(theirs),
        statistics.median(a / b for a, b in zip(ours, theirs)),
    )


def row(name, *cells):
    print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def head(*cells):
    print()
    row(*cells)
    print("|" + "---|" * len(cells), flush=True)


def figure(value):
    return "—" if value != value else f"{value:.3g}"


def step_time(temperature, steps, *options, begin=100):
    """Nanoseconds a step of one trajectory; `begin` is the size it starts with."""
    common = ["--engine", "step", "--temperature", temperature, *options]
    if not options:
        common += ["--counts", ",".join(map(str, START))]
    short = run(*common, "--until", begin + steps // 10)[0]
    long = run(*common, "--until", begin + steps)[0]
    return (long - short) / (steps - steps // 10) * 1e9


def ensemble_time(temperature, steps, runs, jobs):
    """Nanoseconds a step of processor and of wall time, output included."""
    common = ["--engine", "step", "--counts", ",".join(map(str, START)), "--temperature",
              temperature, "--until", 100 + steps, "--jobs", jobs]
    few = max(1, runs // 10)
    short, long = run(*common, "--runs", few), run(*common, "--runs", runs)
    return tuple((b - a) / (steps * (runs - few)) * 1e9 for a, b in zip(short, long))


def peer_time(temperature, steps, runs=1):
    return seconds(peers.ensemble, *START, 1 / temperature, steps, runs) / (steps * runs) * 1e9


def single():
    head("one trajectory, ns a step", "heatdeath", "numba", "ratio")
    steps = scaled(6e7)
    for temperature in TEMPERATURES:
        ours, theirs, ratio = paired(
            lambda: step_time(temperature, steps), lambda: peer_time(temperature, steps))
        row(f"T = {temperature:g}, {steps:.0e} steps", figure(ours), figure(theirs), figure(ratio))


def ensembles():
    head("ensemble, ns a step", "heatdeath, 1 job", "numba", "ratio",
         "wall time of 1 job over that of 2")
    # A peer of a tenth as many runs takes as long a step and leaves time for more pairs.
    for runs, steps in [(scaled(640), 10**6), (scaled(200_000), 1000)]:
        for temperature in TEMPERATURES:
            one, theirs, ratio = paired(
                lambda: ensemble_time(temperature, steps, runs, 1)[0],
                lambda: peer_time(temperature, steps, max(1, runs // 20)), pairs=3)
            gain = statistics.median(
                ensemble_time(temperature, steps, runs, 1)[1]
                / ensemble_time(temperature, steps, runs, 2)[1] for _ in range(3))
            row(f"T = {temperature:g}, {runs} runs of {steps:.0e}", figure(one), figure(theirs),
                figure(ratio), figure(gain))


def many():
    """[(n, ns a step, ns a step of the peer)]."""
    head("n categories, T = 1.5", "ns a step", "numba, ns a step",
         "bytes a category, all of the process")
    result = []
    floor = memory("--engine", "step", "--until", "11")
    for n in [3, 10, 100, 10**3, 10**4, 10**5, 10**6] + ([10**7] if FACTOR >= 1 else []):
        # Start-up of ten million takes seconds; what it varies by must be small beside the steps.
        steps = scaled(2e7 if n > 10**6 else 3e6)
        ours = statistics.median(
            step_time(1.5, steps, "--categories", n, begin=10 * n)
            for _ in range(1 if n > 10**6 else 5))
        each = (memory("--engine", "step", "--categories", n, "--until", 10 * n + 1) - floor) / n
        theirs = float("nan")
        if peers and n <= 10**4:
            steps = max(1000, scaled(2e8) // (n + 30))
            counts = numpy.full(n, 10, dtype=numpy.int64)
            theirs = seconds(peers.many, counts, 1 / 1.5, steps) / steps * 1e9
        result.append((n, ours, theirs))
        row(f"{n:,}", figure(ours), figure(theirs), f"{each:.0f}" if n >= 10**5 else "")
    return result


def leap_time(temperature, size):
    """Seconds of one leap from (40, 30, 30): the mean of many runs."""
    runs = scaled(2000)

    def batch(count):
        return run("--engine", "leap", "--counts", "40,30,30", "--temperature", temperature,
                   "--until", size, "--runs", count, "--jobs", 1)[0]

    return statistics.median((batch(runs) - batch(1)) / (runs - 1) for _ in range(3))


def leaps():
    temperatures = [0.8, 1.1, 1.5]
    head("leap", *(f"T = {t:g}" for t in temperatures))
    row("(40, 30, 30) to 1e15, µs a run", *(figure(leap_time(t, "1e15") * 1e6) for t in temperatures))

    def whole(until):
        return (statistics.median(
            run("--counts", "40,30,30", "--temperature", t, "--until", until)[1]
            for _ in range(15)) for t in temperatures)

    row("the same as a whole process, ms", *(figure(t * 1e3) for t in whole("1e15")))
    row("of which start-up (one step), ms", *(figure(t * 1e3) for t in whole("101")))
    many = [run("--counts", "5,3,2", "--temperature", t, "--until", "1e12",
                "--runs", scaled(1e5)) for t in temperatures]
    name = f"{scaled(1e5)} runs from (5, 3, 2) to 1e12"
    row(f"{name}, processor s", *(figure(used[0]) for used in many))
    row(f"{name}, wall s", *(figure(used[1]) for used in many))
    sizes = [10**3, 10**4, 10**5, 10**6]
    head("leap of n categories to 1e15, T = 1.5", *(f"n = {n:.0e}" for n in sizes))
    wide = [run("--engine", "leap", "--categories", n, "--temperature", 1.5, "--until", "1e15")[0]
            - run("--engine", "leap", "--categories", n, "--temperature", 1.5,
                  "--until", 10 * n + 1)[0] for n in sizes]
    row("s", *map(figure, wide))
    row("µs a category", *(figure(t / n * 1e6) for t, n in zip(wide, sizes)))
    used = [memory("--engine", "leap", "--until", k) / 1e6 for k in ["1e7", "1e15"]]
    print(f"\nresident memory of a leap to 1e7 and to 1e15: {used[0]:.1f} and {used[1]:.1f} MB")


def against_size():
    """Seconds from (50, 30, 20) to K at T = 1.5: {name: [(K, s)]}."""
    counts = numpy.array(START, dtype=float)
    start_up = statistics.median(run("--until", "101")[0] for _ in range(9))
    result = {
        "numpy": [(k, seconds(peers.plain, counts.copy(), 1 / 1.5, k))
                  for k in [10**3, 10**4, 10**5]],
        "numba": [(k, seconds(peers.ensemble, *START, 1 / 1.5, k, 1))
                  for k in [10**5, 10**6, 10**7, 10**8]],
        "single steps": [(k, run("--engine", "step", "--counts", "50,30,20", "--temperature", 1.5,
                                 "--until", k)[0] - start_up) for k in [10**8, 10**9, 10**10]],
        "leap": [(k, leap_time(1.5, k)) for k in (10**decade for decade in range(4, 18))],
    }
    head("seconds to K, T = 1.5", *(f"10^{decade}" for decade in range(3, 18)))
    for name, points in result.items():
        times = dict(points)
        row(name, *(figure(times[k]) if (k := 10**decade) in times else ""
                    for decade in range(3, 18)))
    return result


def theory():
    """What is computed of a run instead of drawn: processor time beyond that of a process that starts."""
    head("forecast and rest points, ms a process beyond its start", "")

    def processor_time():
        # To the microsecond: os.times() counts ticks, which are as long as what is measured.
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    def used(*arguments):
        command = [PROGRAM, *arguments, "--format", "json"]
        began = processor_time()
        for _ in range(10):
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        return (processor_time() - began) / 10 * 1e3

    # At T = 2 the end is known without a computation.
    floor = statistics.median(used("forecast", "--temperature", "2") for _ in range(5))
    law = ["--temperature", "0.5", "--external", "0.3", "--counts"]
    for name, arguments in [
        ("forecast, (5, 3, 2), T = 0.8", ["forecast"]),
        ("forecast, (1e15, 3, 2), T = 0.8", ["forecast", "--counts", "1e15,3,2"]),
        ("forecast, (1e17, 1e17 − 1, 1e17 − 9), T = 0.99",
         ["forecast", "--temperature", "0.99", "--counts",
          f"{10**17},{10**17 - 1},{10**17 - 9}"]),
        ("forecast, 8 different counts, T = 0.8", ["forecast", "--counts", "40,35,30,25,20,15,10,5"]),
        ("rest points, n = 3", ["equilibria", *law, "5,3,2"]),
        ("rest points, n = 8", ["equilibria", *law, "40,35,30,25,20,15,10,5"]),
    ]:
        row(name, figure(statistics.median(used(*arguments) for _ in range(5)) - floor))


def main():
    check()
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo")
                  if line.startswith("model name")), platform.processor())
    print(f"{model}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
    if peers:
        peers.seed(1)
        peers.ensemble(*START, 1.25, 10, 2)
        peers.many(numpy.full(3, 10, dtype=numpy.int64), 0.5, 10)
    single()
    ensembles()
    wide = many()
    leaps()
    theory()
    if not peers:
        return
    curves = against_size()
    size, time_needed = curves["numba"][-1]
    years = 1e15 / size * time_needed / 3.156e7
    print(f"\none leap to 1e15 stands for {years:.2g} years of the numba loop at T = 1.5")
    print(f"load at the end {os.getloadavg()[0]:.1f}")
    if FACTOR < 1:
        return
    plot(FOLDER / "time-against-k.svg", "seconds to dataset size K, three categories, T = 1.5",
         "K", "s", list(curves.items()), extended=1e17,
         marks=[("a minute", 60), ("a year", 3.156e7)])
    plot(FOLDER / "time-against-n.svg", "nanoseconds a step, n categories, T = 1.5", "n", "ns", [
        ("numba", [(n, theirs) for n, _, theirs in wide if theirs == theirs]),
        ("single steps", [(n, ours) for n, ours, _ in wide if ours > 0]),
    ])


if __name__ == "__main__":
    main()
