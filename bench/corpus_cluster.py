"""Kill a worker of a Dask cluster in mid-run, and look for what is lost: `python bench/corpus_cluster.py [WORKS]`.

Works are generated as `bench/corpus.py` does. `collate corpus` does them on a cluster of three processes; when the
first results are recorded, one of the processes gets SIGKILL. The same works are done on this machine, and all reports
and the data set are compared by their bytes.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from corpus import generate
from distributed import LocalCluster
from figures import Figure, figures_table, print_text

WORKS: Final = 60
WORKERS: Final = 3
LONGEST: Final = 600  # seconds until the first results


def results(output: Path) -> dict[str, bytes]:
    """Return the reports and the data set of a corpus."""
    found = [path for name in ("works", "readings") for path in (output / name).rglob("*") if path.is_file()]
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in found}


def command(folder: Path, output: Path, *options: str) -> list[str]:
    """Return the command of a run."""
    return [sys.executable, "-m", "collate", "corpus", str(folder), "-o", str(output), "--format", "csv", *options]


def run_and_kill(folder: Path, output: Path) -> int:
    """Run on a cluster, kill one of its processes in mid-run, and return the exit code."""
    with LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        victim = next(iter(cluster.workers.values())).pid
        with subprocess.Popen(command(folder, output, "--scheduler", cluster.scheduler_address)) as run:
            deadline = time.monotonic() + LONGEST
            while not (output / "manifest.jsonl").exists() and run.poll() is None and time.monotonic() < deadline:
                time.sleep(0.01)
            os.kill(victim, signal.SIGKILL)
            return run.wait()


def figures(works: int) -> list[Figure]:
    """Return what is missing, different or twice after the run with a kill."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        generate(top / "works", works)
        code = run_and_kill(top / "works", top / "far")
        subprocess.run(command(top / "works", top / "near"), check=True)
        far, near = results(top / "far"), results(top / "near")
        lines = (top / "far" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
        names = [json.loads(line)["work"] for line in lines]
    on = f"{works} works on {WORKERS} workers, one killed"
    different = sum(far.get(path) != near.get(path) for path in far.keys() | near.keys())
    return [
        Figure(on, "exit code", code, 0, digits=0),
        Figure(on, "files that differ from those of this machine", different, 0, digits=0),
        Figure(
            on,
            "works that are recorded twice or not at all",
            abs(len(names) - works) + works - len(set(names)),
            0,
            digits=0,
        ),
    ]


if __name__ == "__main__":
    print_text(figures_table(figures(int(sys.argv[1]) if len(sys.argv) > 1 else WORKS)))
