"""CPU and memory of the native aligner beside CollateX, on the two printings of the notes.

Run with `make bench`. Each aligner makes the same table in a process of its own, several times
in turn; the medians and their ratio are written to `bench/results.md`.
"""

import os
import platform
import statistics
import sys
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
WITNESSES = ROOT / "witnesses" / "autonomisation"
PAIR = [f"CW={WITNESSES / 'cw1966.txt'}", f"WO={WITNESSES / 'wo2022.txt'}"]
RUNS = 5


def cost(arguments: list[str]) -> tuple[float, float]:
    """Run the program and give its CPU seconds and its peak memory in MB."""
    child = os.fork()
    if child == 0:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.execv(sys.executable, [sys.executable, "-m", "collate", *arguments])
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"collate {' '.join(arguments)} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Measure in turn, so that a busy moment falls on both."""
    measured: dict[str, list[tuple[float, float]]] = {"native": [], "collatex": []}
    for _ in range(RUNS):
        for aligner, costs in measured.items():
            costs.append(cost(["show", "table", *PAIR, "--aligner", aligner, "--format", "tsv"]))
    rows = [
        f"| {aligner} | {statistics.median(c for c, _ in costs):.2f} | {statistics.median(m for _, m in costs):.0f} |"
        for aligner, costs in measured.items()
    ]
    ratios = sorted(x / n for (n, _), (x, _) in zip(measured["native"], measured["collatex"], strict=True))
    report = f"""# Measured

Whole processes, reading and tokenising included: `collate show table CW WO --format tsv`, 2 x 2,300 tokens,
{RUNS} runs of each in turn, medians. Absolute figures depend on the computer; the ratio does not.

| aligner | CPU s | peak MB |
| --- | --- | --- |
{chr(10).join(rows)}

CollateX costs {statistics.median(ratios):.0f} times the CPU of the native aligner
({ratios[0]:.0f} to {ratios[-1]:.0f} over the runs).

Python {platform.python_version()}, collatex {version("collatex")} (exact matching, no segmentation),
numpy {version("numpy")}, rapidfuzz {version("rapidfuzz")}.
"""
    (ROOT / "bench" / "results.md").write_text(report, encoding="utf-8")
    sys.stdout.write(report)


if __name__ == "__main__":
    main()
