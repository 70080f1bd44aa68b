"""Measure whole processes: CPU seconds, user and system together, and peak memory, as the kernel counts them.

Wall time is not measured: it depends on how busy the computer is. Programs that are compared run in turn, pair by
pair, so that a busy moment affects both; the figure is the median of the ratios of the pairs.

A process inherits the peak memory of the process that started it. So each program is started by this module, in a
small process of its own: `python bench/runs.py SECONDS PROGRAM ARGUMENT...`.
"""

import json
import os
import resource
import signal
import statistics
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# For a quick look: COLLATE_BENCH_RUNS=1.
RUNS: Final = int(os.environ.get("COLLATE_BENCH_RUNS", "5"))

# A program that needs more CPU seconds than this in one run is run only so many times.
FEWER: Final = ((60.0, 1), (20.0, 3))

# A process is stopped at these CPU seconds and bytes of address space: so poor a figure needs no precision.
LIMIT: Final = int(os.environ.get("COLLATE_BENCH_LIMIT", "150"))
SPACE: Final = 12 * 2**30


@dataclass(frozen=True, slots=True)
class Program:
    """A command line, and the exit codes that mean success."""

    arguments: tuple[str, ...]
    accepted: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds, and peak memory in megabytes."""

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Beside:
    """The costs of two programs run in turn, the median of the ratios of CPU time, and their range."""

    ours: Cost
    theirs: Cost
    ratio: float
    spread: tuple[float, float]
    runs: int


class RunError(Exception):
    """A process failed, or was stopped at the limit."""


def python(*arguments: str) -> Program:
    """Return a program that runs this Python."""
    return Program((sys.executable, *arguments))


def collate(*arguments: str) -> Program:
    """Return a program that runs the `collate` of this Python; that texts differ (exit 1) is no failure."""
    return Program((sys.executable, "-m", "collate", *arguments), (0, 1))


def cost(program: Program, limit: int = LIMIT) -> Cost:
    """Run a program once. Raises RunError when it fails, or needs more than `limit` CPU seconds."""
    launched = [sys.executable, "-I", "-S", str(Path(__file__)), str(limit), *program.arguments]
    done = subprocess.run(launched, capture_output=True, check=True, text=True)
    seconds, megabytes, code, errors = json.loads(done.stdout)
    if code == -signal.SIGXCPU or (code == -signal.SIGKILL and seconds >= limit):
        raise RunError(f"stopped after {limit} s of CPU")
    if code not in program.accepted:
        raise RunError(f"exit {code}: {' '.join(errors.split())[-160:]}")
    return Cost(seconds, megabytes)


def median(samples: Iterable[Cost]) -> Cost:
    """Return the medians of seconds and of memory."""
    collected = list(samples)
    return Cost(statistics.median(c.seconds for c in collected), statistics.median(c.megabytes for c in collected))


def costs(program: Program, runs: int = RUNS) -> Cost:
    """Run a program several times, and return the medians."""
    samples = [cost(program)]
    while len(samples) < _runs(runs, samples[0]):
        samples.append(cost(program))
    return median(samples)


def beside(ours: Program, theirs: Program, runs: int = RUNS) -> Beside:
    """Run two programs in turn, and compare their costs."""
    pairs = [(cost(ours), cost(theirs))]
    while len(pairs) < _runs(runs, *pairs[0]):
        pairs.append((cost(ours), cost(theirs)))
    ratios = sorted(our_cost.seconds / their_cost.seconds for our_cost, their_cost in pairs)
    medians = [median(side) for side in zip(*pairs, strict=True)]
    return Beside(medians[0], medians[1], statistics.median(ratios), (ratios[0], ratios[-1]), len(pairs))


def _runs(runs: int, *first: Cost) -> int:
    longest = max(c.seconds for c in first)
    return min([runs, *(few for seconds, few in FEWER if longest > seconds)])


def main() -> None:
    """Run the program that is named, and print its seconds, megabytes, exit code and the end of its standard error."""
    limit, arguments = int(sys.argv[1]), sys.argv[2:]
    errors = os.memfd_create("complaints")
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_RDWR)
        for source, stream in ((null, 0), (null, 1), (errors, 2)):
            os.dup2(source, stream)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))
        os.execvp(arguments[0], arguments)
    _, status, usage = os.wait4(child, 0)
    end = os.lseek(errors, 0, os.SEEK_END)
    tail = os.pread(errors, 2000, max(0, end - 2000)).decode("utf-8", "replace")
    seconds = usage.ru_utime + usage.ru_stime
    sys.stdout.write(json.dumps([seconds, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), tail]))


if __name__ == "__main__":
    main()
