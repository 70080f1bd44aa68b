"""Measure what a corpus costs beside a loop over its works: `python bench/corpus.py [WORKS]`.

Works of six witnesses are generated from a shipped text, with a change in every fifty words. A loop in one process
writes their CSV reports; then `collate corpus` does the same with one process and with two, and once more when nothing
has changed. The figures are ratios in one run, and CPU time that is more than that of the loop, for each work.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from figures import Bound, Figure, figures_table, print_text

from collate._dataclass import dataclass

ROOT: Final = Path(__file__).parent.parent
WORKS: Final = 300
WORDS: Final = 2_000
SIGLA: Final = "ABCDEF"
EVERY: Final = 50  # words: one of them is changed
OVERHEAD: Final = 10.0  # milliseconds a work
TWICE: Final = 1.8  # two processes beside one
UNCHANGED: Final = 0.1

# The loop that a user would write.
LOOP: Final = """
import sys
from pathlib import Path
from collate.corpus.jobs import JOBS, JobName, JobOptions
from collate.corpus.works import find_works
from collate.files.boundary import NO_PERMISSIONS
from collate.files.write import write_files
import gc
gc.set_threshold(200_000)
options = JobOptions(formats=("csv",), with_data=False)
for work in find_works(sys.argv[1], NO_PERMISSIONS, []):
    result = JOBS[JobName.REPORT](work, options)
    write_files({Path(sys.argv[2]) / work.name / name: content for name, content in result.contents.items()})
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took: seconds of the clock, and seconds of CPU in all of its processes."""

    clock: float
    cpu: float

    def __repr__(self) -> str:
        return f"<Cost {self.clock:.1f} s, CPU {self.cpu:.1f} s>"


def generate(folder: Path, works: int) -> None:
    """Write works whose witnesses differ in one of fifty words."""
    words = (ROOT / "witnesses" / "origin-ch4" / "darwin1859.txt").read_text(encoding="utf-8").split()
    for k in range(works):
        chance = random.Random(k)
        start = chance.randrange(len(words))
        text = (words[start:] + words[:start])[:WORDS]
        work = folder / f"{k // 100:03d}" / f"{k:05d}"
        work.mkdir(parents=True)
        tables = [f'[[witnesses]]\nsiglum = "{siglum}"\nfile = "{siglum}.txt"\n' for siglum in SIGLA]
        (work / "collation.toml").write_text('language = "en"\n' + "".join(tables), encoding="utf-8")
        for siglum in SIGLA:
            changed = [chance.choice(words) if chance.randrange(EVERY) == 0 else word for word in text]
            lines = [" ".join(changed[i : i + 12]) for i in range(0, len(changed), 12)]
            (work / f"{siglum}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def cost(run: Callable[[], object]) -> Cost:
    """Return what a function costs that waits for its processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    run()
    clock = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def corpus(folder: Path, output: Path, jobs: int) -> None:
    """Run `collate corpus`."""
    arguments = ["corpus", str(folder), "-o", str(output), "--format", "csv", "--jobs", str(jobs)]
    subprocess.run([sys.executable, "-m", "collate", *arguments], check=True, capture_output=True)


def figures(works: int) -> list[Figure]:
    """Measure all runs on works that are generated for it."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        generate(top / "works", works)
        loop = cost(
            lambda: subprocess.run([sys.executable, "-c", LOOP, str(top / "works"), str(top / "loop")], check=True)
        )
        one = cost(lambda: corpus(top / "works", top / "one", 1))
        two = cost(lambda: corpus(top / "works", top / "two", 2))
        again = cost(lambda: corpus(top / "works", top / "two", 2))
    on = f"{works} works of {len(SIGLA)} witnesses of {WORDS} words"
    more = 1000 * (one.cpu - loop.cpu) / works
    ratio = one.clock / two.clock
    return [
        Figure(on, "CPU more than a loop, ms a work", more, OVERHEAD, digits=1),
        Figure(on, "one process / two, by the clock", ratio, TWICE, Bound.AT_LEAST),
        Figure(on, "a run in which nothing has changed / the first", again.clock / two.clock, UNCHANGED, digits=3),
    ]


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else WORKS
    print_text(figures_table(figures(count)))
