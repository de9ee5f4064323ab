"""Times the engines of .build/release/heatdeath beside peers in numba and numpy; see `bench`.

The program is timed from outside, as processor time of its process. A second, shorter run is
subtracted, so that start-up does not count as work. Program and peer take turns, and ratios are
medians of such pairs, so that a busy machine weighs on both alike.
"""

import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).parent
PROGRAM = ".build/release/heatdeath"
FACTOR = float(os.environ.get("FACTOR", "1"))
TEMPERATURES = [0.8, 1.0, 1.5]
START = (50, 30, 20)

sys.path.insert(0, str(FOLDER / "peers"))
try:
    import numpy

    import steps as peers
except ImportError:
    peers = None


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


def paired(work, peer, pairs=3):
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


def figure(value):
    return "—" if value != value else f"{value:.3g}"


def step_time(temperature, steps, *options):
    """Nanoseconds a step."""
    counts = ",".join(map(str, START))
    common = ["--engine", "step", "--temperature", temperature, *options]
    if "--categories" not in options:
        common += ["--counts", counts]
    begin = 10 * int(options[options.index("--categories") + 1]) if "--categories" in options else 100
    short = run(*common, "--until", begin + steps // 10)[0]
    long = run(*common, "--until", begin + steps)[0]
    return (long - short) / (steps - steps // 10) * 1e9


def ensemble_time(temperature, steps, runs, jobs):
    """Nanoseconds a step of processor and of wall time, start-up and output included."""
    counts = ",".join(map(str, START))
    used = run("--engine", "step", "--counts", counts, "--temperature", temperature,
               "--until", 100 + steps, "--runs", runs, "--jobs", jobs)
    return tuple(time / (steps * runs) * 1e9 for time in used)


def peer_time(temperature, steps, runs=1):
    return seconds(peers.ensemble, *START, 1 / temperature, steps, runs) / (steps * runs) * 1e9


def single():
    print("\n| one trajectory, ns a step | heatdeath | numba | ratio |\n|---|---|---|---|")
    steps = int(6e7 * FACTOR)
    result = {}
    for temperature in TEMPERATURES:
        ours, theirs, ratio = paired(
            lambda: step_time(temperature, steps), lambda: peer_time(temperature, steps))
        result[temperature] = ours, theirs
        row(f"T = {temperature:g}, {steps:.0e} steps", figure(ours), figure(theirs), figure(ratio))
    if peers:
        steps = int(1e5 * FACTOR)
        counts = numpy.array(START, dtype=float)
        result["plain"] = seconds(peers.plain, counts, 1 / 1.5, steps) / steps * 1e9
        row("plain numpy, T = 1.5", "", figure(result["plain"]), "")
    return result


def ensembles():
    print("\n| ensemble, ns a step | heatdeath, 1 job | numba | ratio | wall time of 1 job over that of 2 |")
    print("|---|---|---|---|---|")
    for runs, steps in [(int(64 * FACTOR) or 1, 10**6), (int(20000 * FACTOR), 1000)]:
        for temperature in TEMPERATURES:
            one, theirs, ratio = paired(
                lambda: ensemble_time(temperature, steps, runs, 1)[0],
                lambda: peer_time(temperature, steps, runs))
            gain = statistics.median(
                ensemble_time(temperature, steps, runs, 1)[1]
                / ensemble_time(temperature, steps, runs, 2)[1] for _ in range(3))
            row(f"T = {temperature:g}, {runs} runs of {steps:.0e}", figure(one), figure(theirs),
                figure(ratio), figure(gain))


def many():
    print("\n| n categories, T = 1.5 | ns a step | numba, ns a step | bytes a category, all of the process |")
    print("|---|---|---|---|")
    result = []
    floor = memory("--engine", "step", "--until", "11")
    for n in [10, 100, 10**3, 10**4, 10**5, 10**6]:
        ours = statistics.median(
            step_time(1.5, int(3e6 * FACTOR), "--categories", n) for _ in range(3))
        each = (memory("--engine", "step", "--categories", n, "--until", 10 * n + 1) - floor) / n
        theirs = float("nan")
        if peers and n <= 10**4:
            steps = max(1000, int(2e8 * FACTOR) // (n + 30))
            counts = numpy.full(n, 10, dtype=numpy.int64)
            theirs = seconds(peers.many, counts, 1 / 1.5, steps) / steps * 1e9
        result.append((n, ours, theirs))
        row(f"{n:.0e}", figure(ours), figure(theirs), f"{each:.0f}" if n >= 10**5 else "")
    return result


def leaps():
    print("\n| leap | T = 0.8 | T = 1.1 | T = 1.5 |\n|---|---|---|---|")
    runs = int(2000 * FACTOR)
    times = []
    for temperature in [0.8, 1.1, 1.5]:
        def batch(count):
            return run("--engine", "leap", "--counts", "40,30,30", "--temperature", temperature,
                       "--until", "1e15", "--runs", count, "--jobs", 1)[0]
        times.append(statistics.median((batch(runs) - batch(1)) / (runs - 1) for _ in range(3)))
    row("(40, 30, 30) to 1e15, µs a run", *(figure(t * 1e6) for t in times))
    whole = [statistics.median(run("--counts", "40,30,30", "--temperature", t, "--until", "1e15")[1]
                               for _ in range(9)) for t in [0.8, 1.1, 1.5]]
    row("the same as a whole process, ms", *(figure(t * 1e3) for t in whole))
    many = [run("--counts", "5,3,2", "--temperature", t, "--until", "1e12",
                "--runs", int(1e5 * FACTOR)) for t in [0.8, 1.1, 1.5]]
    name = f"{int(1e5 * FACTOR)} runs from (5, 3, 2) to 1e12"
    row(f"{name}, processor s", *(figure(used[0]) for used in many))
    row(f"{name}, wall s", *(figure(used[1]) for used in many))
    wide = []
    for n in [10**3, 10**4, 10**5]:
        wide.append(run("--engine", "leap", "--categories", n, "--temperature", 1.5,
                        "--until", "1e15")[0])
    print("\n| leap of n categories to 1e15, T = 1.5 | n = 1e3 | n = 1e4 | n = 1e5 |\n|---|---|---|---|")
    row("seconds", *map(figure, wide))
    sizes = [memory("--engine", "leap", "--until", k) / 1e6 for k in ["1e7", "1e15"]]
    print(f"\nresident memory of a leap to 1e7 and to 1e15: {sizes[0]:.1f} and {sizes[1]:.1f} MB")
    return statistics.median(times)


def main():
    check()
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo")
                  if line.startswith("model name")), platform.processor())
    print(f"{model}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
    if peers:
        peers.seed(1)
        peers.ensemble(*START, 1.25, 10, 2)
        peers.many(numpy.full(3, 10, dtype=numpy.int64), 0.5, 10)
    steps = single()
    ensembles()
    wide = many()
    leap = leaps()
    if not peers:
        return
    years = 1e15 * steps[1.5][1] * 1e-9 / 3.156e7
    print(f"\none leap to 1e15 stands for {years:.2g} years of the numba loop")
    from plot import plot

    sizes = [10.0**decade for decade in range(3, 16)]
    plot(FOLDER / "time-against-k.svg", "seconds to dataset size K, three categories, T = 1.5",
         "K", "s", [
             ("numpy", [(k, k * steps["plain"] * 1e-9) for k in sizes]),
             ("numba", [(k, k * steps[1.5][1] * 1e-9) for k in sizes]),
             ("single steps", [(k, k * steps[1.5][0] * 1e-9) for k in sizes]),
             ("leap", [(k, leap) for k in sizes if k >= 1e6]),
         ])
    plot(FOLDER / "time-against-n.svg", "nanoseconds a step, n categories, T = 1.5", "n", "ns", [
        ("single steps", [(n, ours) for n, ours, _ in wide if ours > 0]),
        ("numba", [(n, theirs) for n, _, theirs in wide if theirs == theirs]),
    ])


if __name__ == "__main__":
    main()
