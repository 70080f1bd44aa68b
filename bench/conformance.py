"""The tests of CollateX and its kin, as cases for `collate align`: `python bench/conformance.py`."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from figures import Asked, Figure, figures_table, say
from places import CASES, missing

# CollateX 2.3 itself, by its own tests' word.
COLLATEX_PASSES: Final = 221

COMMAND: Final = (
    f"{sys.executable} -m collate align {{segmentation?--segmentation:--tokens}} {{near_match?--near-match:--exact}} -"
)


@dataclass(frozen=True, slots=True)
class Failed:
    """A case that is not passed, and the first thing that is wrong."""

    name: str
    problem: str


def judged(command: str = COMMAND) -> tuple[int, list[Failed]]:
    """Run the cases that upstream runs and that have one good answer: give how many, and those failed."""
    runner = [sys.executable, str(CASES / "run.py"), "--cmd", command, "--debatable", "skip", "--skip-disabled"]
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.json"
        # It exits 1 when a case fails; what failed is in the file.
        subprocess.run([*runner, "--json", str(found)], capture_output=True, check=False)
        cases: list[dict[str, Any]] = json.loads(found.read_text("utf-8"))
    failed = [Failed(case["id"], (case["problems"] or ["?"])[0]) for case in cases if not case["ok"]]
    return len(cases), failed


def is_there() -> bool:
    """Whether there is a command `collate align` yet."""
    asked = [sys.executable, "-m", "collate", "align", "--help"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def figures() -> tuple[list[Figure], list[Failed]]:
    """Give the cases passed, and those failed."""
    on, measure = "tests of other tools, not debatable, not disabled", "passed"
    if not is_there():
        return [Figure(on, measure, None, COLLATEX_PASSES, Asked.AT_LEAST, 0, note="not yet: no `collate align`")], []
    cases, failed = judged()
    note = f"of {cases}; CollateX {COLLATEX_PASSES}; asked all but those that contradict one another"
    return [Figure(on, measure, cases - len(failed), cases, Asked.AT_LEAST, 0, note=note)], failed


def failures_list(failed: list[Failed]) -> str:
    """List the failed cases."""
    return "\n".join(f"- `{case.name}`: {' '.join(case.problem.split())[:200]}" for case in failed)


def main() -> None:
    """Print the figure and the failures."""
    if lacking := missing(CASES):
        raise SystemExit(lacking)
    found, failed = figures()
    say(f"{figures_table(found)}\n\n{failures_list(failed)}")


if __name__ == "__main__":
    main()
