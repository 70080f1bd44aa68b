"""Whole processes measured: CPU seconds, user and system together, and peak memory, as the kernel counts them.

Wall time is not looked at: it tells how busy a computer is. What is compared runs in turn, pair by
pair, so that a busy moment falls on both; the figure is the median of the ratios of the pairs.

A process takes over the peak memory of the one that started it. So each is started by this
module in a small process of its own: `python bench/runs.py SECONDS PROGRAM ARGUMENT...`.
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

# A program that needs more CPU seconds than this in one run is run so often only.
FEWER: Final = ((60.0, 1), (20.0, 3))

# CPU seconds and bytes of address space after which a process is stopped: a figure that far off needs no precision.
LIMIT: Final = int(os.environ.get("COLLATE_BENCH_LIMIT", "150"))
SPACE: Final = 12 * 2**30


@dataclass(frozen=True, slots=True)
class Program:
    """A command line, and the exit codes with which it says that all went well."""

    arguments: tuple[str, ...]
    accepted: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds, and peak memory in megabytes."""

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Beside:
    """Costs of one program beside another's, run in turn: the median of the ratios of CPU, and their range."""

    ours: Cost
    theirs: Cost
    ratio: float
    spread: tuple[float, float]
    runs: int


class RunError(Exception):
    """A process failed, or was stopped at the limit."""


def python(*arguments: str) -> Program:
    """Run this Python."""
    return Program((sys.executable, *arguments))


def collate(*arguments: str) -> Program:
    """Run `collate` as this Python has it; differences are no failure."""
    return Program((sys.executable, "-m", "collate", *arguments), (0, 1))


def cost(program: Program, limit: int = LIMIT) -> Cost:
    """Run a program once. Raises RunError when it fails, or needs more than `limit` CPU seconds."""
    launched = [sys.executable, "-I", "-S", str(Path(__file__)), str(limit), *program.arguments]
    told = subprocess.run(launched, capture_output=True, check=True, text=True)
    seconds, megabytes, code, complaint = json.loads(told.stdout)
    if code == -signal.SIGXCPU or (code == -signal.SIGKILL and seconds >= limit):
        raise RunError(f"stopped after {limit} s of CPU")
    if code not in program.accepted:
        raise RunError(f"exit {code}: {' '.join(complaint.split())[-160:]}")
    return Cost(seconds, megabytes)


def median(costs: Iterable[Cost]) -> Cost:
    """Give the medians of seconds and of memory."""
    found = list(costs)
    return Cost(statistics.median(c.seconds for c in found), statistics.median(c.megabytes for c in found))


def costs(program: Program, runs: int = RUNS) -> Cost:
    """Run a program several times, and give the medians."""
    found = [cost(program)]
    while len(found) < _runs(runs, found[0]):
        found.append(cost(program))
    return median(found)


def beside(ours: Program, theirs: Program, runs: int = RUNS) -> Beside:
    """Run two programs in turn."""
    pairs = [(cost(ours), cost(theirs))]
    while len(pairs) < _runs(runs, *pairs[0]):
        pairs.append((cost(ours), cost(theirs)))
    ratios = sorted(one.seconds / other.seconds for one, other in pairs)
    medians = [median(side) for side in zip(*pairs, strict=True)]
    return Beside(medians[0], medians[1], statistics.median(ratios), (ratios[0], ratios[-1]), len(pairs))


def _runs(runs: int, *first: Cost) -> int:
    longest = max(c.seconds for c in first)
    return min([runs, *(few for seconds, few in FEWER if longest > seconds)])


def main() -> None:
    """Run the program that is named, and print what it cost: seconds, megabytes, exit code, last complaint."""
    limit, arguments = int(sys.argv[1]), sys.argv[2:]
    complaints = os.memfd_create("complaints")
    child = os.fork()
    if child == 0:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for here, stream in ((nowhere, 0), (nowhere, 1), (complaints, 2)):
            os.dup2(here, stream)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))
        os.execvp(arguments[0], arguments)
    _, status, usage = os.wait4(child, 0)
    end = os.lseek(complaints, 0, os.SEEK_END)
    tail = os.pread(complaints, 2000, max(0, end - 2000)).decode("utf-8", "replace")
    seconds = usage.ru_utime + usage.ru_stime
    sys.stdout.write(json.dumps([seconds, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), tail]))


if __name__ == "__main__":
    main()
