"""Run the tests of CollateX and related tools as cases for `collate align`: `python bench/conformance.py`."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from figures import Bound, Figure, figures_table, print_text
from places import CASES, missing

# By its own tests, CollateX 2.3 passes so many.
COLLATEX_PASSES: Final = 221

COMMAND: Final = (
    f"{sys.executable} -m collate align {{segmentation?--segmentation:--tokens}} {{near_match?--near-match:--exact}} -"
)


@dataclass(frozen=True, slots=True)
class Failed:
    """A case that fails, and the first thing that is wrong."""

    name: str
    problem: str


def run_cases(command: str = COMMAND) -> tuple[int, list[Failed]]:
    """Run the cases that upstream runs and that have one right answer. Return their number, and those that fail."""
    runner = [sys.executable, str(CASES / "run.py"), "--cmd", command, "--debatable", "skip", "--skip-disabled"]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "found.json"
        # The runner exits 1 when a case fails; the file tells which.
        subprocess.run([*runner, "--json", str(report)], capture_output=True, check=False)
        cases: list[dict[str, Any]] = json.loads(report.read_text("utf-8"))
    failed = [Failed(case["id"], (case["problems"] or ["?"])[0]) for case in cases if not case["ok"]]
    return len(cases), failed


def has_align() -> bool:
    """Check whether the command `collate align` exists."""
    command = [sys.executable, "-m", "collate", "align", "--help"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def figures() -> tuple[list[Figure], list[Failed]]:
    """Return the figure of cases passed, and the cases that fail."""
    on, measure = "tests of other tools, not debatable, not disabled", "passed"
    if not has_align():
        return [Figure(on, measure, None, COLLATEX_PASSES, Bound.AT_LEAST, 0, note="not yet: no `collate align`")], []
    cases, failed = run_cases()
    note = f"of {cases}; CollateX {COLLATEX_PASSES}; asked all but those that contradict one another"
    return [Figure(on, measure, cases - len(failed), cases, Bound.AT_LEAST, 0, note=note)], failed


def failures_list(failed: list[Failed]) -> str:
    """List the failed cases."""
    return "\n".join(f"- `{case.name}`: {' '.join(case.problem.split())[:200]}" for case in failed)


def main() -> None:
    """Print the figure and the failures."""
    if lacking := missing(CASES):
        raise SystemExit(lacking)
    results, failed = figures()
    print_text(f"{figures_table(results)}\n\n{failures_list(failed)}")


if __name__ == "__main__":
    main()
