"""Compare the cost of reading marked-up sources with that of parsing them: `python bench/sources.py`.

Samples of TEI are repeated to 5, 10 and 20 MB: a play, and a play in which each word is a `w`. The figures are the CPU
time of reading divided by that of a bare parse with lxml, in turn in one process: the median of several, and one run
of 20 MB. Reading is linear if the figures are alike. Peak memory is that of a process of its own. The collector of
garbage is off, as it is on the command line.
"""

import gc
import re
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from figures import Figure, figures_table, print_text
from lxml import etree

from collate.model.witness import Siglum
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.tei import read_tei

FOLDER: Final = Path(__file__).parent
SAMPLES: Final = FOLDER.parent / "tests" / "sources" / "tei"
RUNS: Final = {5: 5, 10: 3, 20: 1}  # by the size in MB
OF_PARSING: Final = 10.0
MEGABYTES: Final = 400.0
_ID: Final = re.compile(r'(xml:id="[^"]*)"')


def repeated(name: str, megabytes: int) -> bytes:
    """Return a sample whose body is repeated up to a size; each copy has its own `xml:id`s."""
    text = (SAMPLES / f"{name}.xml").read_text(encoding="utf-8")
    start, end = text.index("<body>") + len("<body>"), text.rindex("</body>")
    body = text[start:end]
    copies = megabytes * 1_000_000 // len(body.encode())
    return (text[:start] + "".join(_ID.sub(rf'\1_{k}"', body) for k in range(copies)) + text[end:]).encode()


def times_of_parsing(content: bytes, runs: int) -> float:
    """Return how many times longer reading takes than parsing."""
    ratios = []
    for _ in range(runs):
        start = time.process_time()
        etree.fromstring(content)
        parsed = time.process_time()
        read(content)
        ratios.append((time.process_time() - parsed) / (parsed - start))
    return statistics.median(ratios)


def read(content: bytes) -> None:
    """Read a file as collate does."""
    read_tei([SourceContent("play.xml", content)], ReadOptions("play.xml", Siglum("A")))


def peak_of_reading(name: str, megabytes: int) -> float:
    """Return the peak of memory, in MB, of a process that reads one file."""
    command = f"import sources; sources.read(sources.repeated({name!r}, {megabytes})); sources.print_peak()"
    done = subprocess.run([sys.executable, "-c", command], cwd=FOLDER, capture_output=True, text=True, check=True)
    return float(done.stdout)


def print_peak() -> None:
    """Print the peak of memory of this process, in MB."""
    print_text(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def figures() -> list[Figure]:
    """Measure the reading of plays."""
    gc.collect()
    gc.disable()
    found = []
    for name in ("eebo-play", "play-words"):
        for size, runs in RUNS.items():
            times = times_of_parsing(repeated(name, size), runs)
            found.append(Figure(f"TEI, {name}, {size} MB", "reading / bare parse", times, OF_PARSING, digits=1))
        found.append(Figure(f"TEI, {name}, 20 MB", "peak MB", peak_of_reading(name, 20), MEGABYTES, digits=0))
    return found


if __name__ == "__main__":
    print_text(figures_table(figures()))
