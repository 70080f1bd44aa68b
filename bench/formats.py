"""What writing a format costs beside aligning: `python bench/formats.py`.

One process, writer by writer: CPU of writing over CPU of aligning the same witnesses, the median of
five, the first run of each (which loads the writer) left out. Memory is the peak that Python
allocates while a format is written, and how it grows with what is written.
"""

import gc
import time
import tracemalloc
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

import texts
from figures import Figure, figures_table, say
from growth import slope

from collate.apparatus import Selection
from collate.pipeline.aligning import align_work
from collate.pipeline.collating import Collated, collate_work
from collate.pipeline.reports import shown
from collate.reading import Work, read_sources
from collate.rendering.formats import FILE_FORMATS, FORMATS
from collate.rendering.writers import render

RUNS: Final = 5
OF_DARWIN: Final = 0.5
OF_BOOKS: Final = 3.0
ASKED_OF_BOOKS: Final = ("html", "tei", "csv")
GROWTH: Final = 1.05
THOUSANDS: Final = (25, 50, 100)  # words of each witness, for memory


def figures() -> list[Figure]:
    """Measure all formats on six editions of Darwin, and those that are asked for on two books."""
    always_installed = [name for name in FILE_FORMATS if not FORMATS[name].needs]
    found = _beside(_work(texts.DARWIN), "Darwin x 6", always_installed, OF_DARWIN)
    if texts.has_books():
        books = texts.books()[:2]
        found += _beside(_work(books), "KJV/ASV", ASKED_OF_BOOKS, OF_BOOKS)
        found += _memory(books)
    return found


def _work(paths: tuple[Path, ...]) -> Work:
    return read_sources(tuple(f"{path.stem}={path}" for path in paths), "utf-8")


def _beside(work: Work, on: str, names: Sequence[str], asked: float) -> list[Figure]:
    """Compare writing with aligning, in turn."""
    collated = collate_work(work, every_base=True)
    found, together = [], 0.0
    for name in names:
        write = partial(_write, name, collated)
        write()
        ratios = [_cpu(write) / _cpu(partial(align_work, work)) for _ in range(RUNS)]
        together += median(ratios)
        size = len(write()) / 1e6
        found.append(Figure(on, f"writing {name} / aligning", median(ratios), asked, note=f"{size:.1f} million signs"))
    if len(names) == len(ASKED_OF_BOOKS):
        found.append(Figure(on, f"writing {', '.join(names)}, all three / aligning", together, asked))
    return found


def _write(name: str, collated: Collated) -> str | bytes:
    return render(name, shown(collated.apparatus, name, Selection()), collated.alignment)


def _cpu(do: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()  # as the command line has it
    start = time.process_time()
    do()
    seconds = time.process_time() - start
    gc.enable()
    return seconds


def _memory(books: tuple[Path, ...]) -> list[Figure]:
    found = []
    with TemporaryDirectory() as folder:
        points: dict[str, list[tuple[float, float]]] = {name: [] for name in ASKED_OF_BOOKS}
        for thousands in THOUSANDS:
            first = partial(texts.first_words, words=1000 * thousands)
            paths = texts.made_of(books, Path(folder), f"first{thousands}", first)
            collated = collate_work(_work(tuple(paths)), every_base=True)
            for name in ASKED_OF_BOOKS:
                write = partial(_write, name, collated)
                points[name].append((len(write()), _peak(write)))
    for name, of in points.items():
        note = f"{of[-1][1] / 1e6:.0f} MB at {THOUSANDS[-1]}k words"
        found.append(Figure("KJV/ASV", f"exponent of memory to signs written, {name}", slope(of), GROWTH, note=note))
    return found


def _peak(do: Callable[[], object]) -> float:
    tracemalloc.start()
    do()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return float(peak)


if __name__ == "__main__":
    say(figures_table(figures()))
