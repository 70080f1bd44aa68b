"""Compare the cost of writing each format with that of aligning: `python bench/formats.py`.

One process; for each writer, the CPU time of writing divided by that of aligning the same witnesses. The figure is the
median of five; the first run, which loads the writer, is left out. Memory is the peak that Python allocates while a
format is written, and how it grows with the size of the document.
"""

import gc
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

import texts
from figures import Figure, figures_table, print_text
from growth import slope

from collate.apparatus import Selection
from collate.model.work import Work
from collate.pipeline.aligning import align_work
from collate.pipeline.collating import Collated, collate_work
from collate.pipeline.reports import select_for_format
from collate.reading import read_sources
from collate.rendering.formats import FILE_FORMATS, FORMATS
from collate.rendering.writers import render

RUNS: Final = 5
OF_DARWIN: Final = 0.5
OF_BOOKS: Final = 3.0
FORMATS_OF_BOOKS: Final = ("html", "tei", "csv")
GROWTH: Final = 1.05
THOUSANDS: Final = (25, 50, 100)  # words of each witness, for memory


def figures() -> list[Figure]:
    """Measure all formats on six editions of Darwin, and some formats on two books."""
    results = _beside(_work(texts.DARWIN), "Darwin x 6", tuple(n for n in FILE_FORMATS if _is_installed(n)), OF_DARWIN)
    if texts.has_books():
        books = texts.books()[:2]
        results += _beside(_work(books), "KJV/ASV", FORMATS_OF_BOOKS, OF_BOOKS)
        results += _memory(books)
    return results


def _is_installed(name: str) -> bool:
    needs = FORMATS[name].needs
    return needs is None or find_spec(needs.module) is not None


def _work(paths: tuple[Path, ...]) -> Work:
    return read_sources(tuple(f"{path.stem}={path}" for path in paths), "utf-8")


def _beside(work: Work, on: str, names: tuple[str, ...], target: float) -> list[Figure]:
    """Compare writing with aligning, one after the other."""
    collated = collate_work(work, every_base=True)
    results, sum_of_ratios = [], 0.0
    for name in names:
        write = partial(_write, name, collated)
        write()
        ratios = [_cpu(write) / _cpu(partial(align_work, work)) for _ in range(RUNS)]
        sum_of_ratios += median(ratios)
        size = len(write()) / 1e6
        results.append(
            Figure(on, f"writing {name} / aligning", median(ratios), target, note=f"{size:.1f} million signs")
        )
    if len(names) == len(FORMATS_OF_BOOKS):
        results.append(Figure(on, f"writing {', '.join(names)}, all three / aligning", sum_of_ratios, target))
    return results


def _write(name: str, collated: Collated) -> str | bytes:
    return render(name, select_for_format(collated.apparatus, name, Selection()), collated.alignment)


def _cpu(do: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()  # as the command line has it
    start = time.process_time()
    do()
    seconds = time.process_time() - start
    gc.enable()
    return seconds


def _memory(books: tuple[Path, ...]) -> list[Figure]:
    results = []
    with TemporaryDirectory() as folder:
        points: dict[str, list[tuple[float, float]]] = {name: [] for name in FORMATS_OF_BOOKS}
        for thousands in THOUSANDS:
            first = partial(texts.first_words, words=1000 * thousands)
            paths = texts.made_of(books, Path(folder), f"first{thousands}", first)
            collated = collate_work(_work(tuple(paths)), every_base=True)
            for name in FORMATS_OF_BOOKS:
                write = partial(_write, name, collated)
                points[name].append((len(write()), _peak(write)))
    for name, sizes in points.items():
        note = f"{sizes[-1][1] / 1e6:.0f} MB at {THOUSANDS[-1]}k words"
        results.append(
            Figure("KJV/ASV", f"exponent of memory to signs written, {name}", slope(sizes), GROWTH, note=note)
        )
    return results


def _peak(do: Callable[[], object]) -> float:
    tracemalloc.start()
    do()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return float(peak)


if __name__ == "__main__":
    print_text(figures_table(figures()))
