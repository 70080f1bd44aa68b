"""What makes figures worse than they are: modules that are compiled in every run, and a busy computer."""

import os
from collections.abc import Iterator
from importlib.util import cache_from_source
from pathlib import Path
from typing import Final

from places import ROOT

BUSY: Final = 0.75  # processes that want to run, for each processor


def warnings() -> Iterator[str]:
    """Yield a sentence for each condition under which figures are not to be trusted."""
    stale = sum(not _has_bytecode(path) for path in (ROOT / "collate").rglob("*.py"))
    if stale:
        yield (
            f"Python compiles {stale} modules of collate in every run, because there is no bytecode of them: start-up "
            "seems up to ten times as long; run `python -m compileall collate`."
        )
    load, processors = os.getloadavg()[0], len(os.sched_getaffinity(0))
    if load > BUSY * processors:
        yield (
            f"The computer is busy ({load:.1f} processes on {processors} processors): ratios of single pairs of runs "
            "vary by a quarter; measure again when it is quiet."
        )


def _has_bytecode(path: Path) -> bool:
    compiled = Path(cache_from_source(str(path)))
    return compiled.is_file() and compiled.stat().st_mtime >= path.stat().st_mtime
