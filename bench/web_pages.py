"""Compare the cost of reading pages in HTML with that of parsing them.

    python bench/web_pages.py

Pages of 2, 5 and 10 MB: words in italics, entities, a note in every tenth paragraph with its link back. The figures are
the CPU time of reading divided by that of a bare parse with lxml, in turn in one process, the median of several.
Reading is linear if they are alike. The collector of garbage is off, as it is on the command line.
"""

import gc
import random
import statistics
import time
from typing import Final

from figures import Figure, figures_table, print_text
from lxml import etree

from collate.model.witness import Siglum
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.read_settings import read_settings, settings_of_options
from collate.reading.web.html import read_html

RUNS: Final = {2: 5, 5: 3, 10: 3}  # by the size in MB
OF_PARSING: Final = 30.0  # the parser of HTML is quick, and finds no positions
_WORDS: Final = (
    "the",
    "tenant",
    "shall",
    "<i>pay</i>",
    "landlord",
    "in",
    "advance",
    "rent&nbsp;notice",
    "<b>wri</b>ting",
)


def page(megabytes: int) -> bytes:
    """Return a page with notes at its end."""
    chance, size = random.Random(1), 0
    paragraphs: list[str] = []
    notes: list[str] = []
    while size < megabytes * 1_000_000:
        words = " ".join(chance.choices(_WORDS, k=80))
        n = len(paragraphs)
        if n % 10 == 0:
            words += f'<a href="#n{n}" id="r{n}"><sup>{len(notes) + 1}</sup></a>'
            notes.append(f'<li id="n{n}"><p>in writing <a href="#r{n}">↩</a></p></li>')
        paragraphs.append(f'<p class="c1">{words}</p>\n')
        size += len(paragraphs[-1])
    return f"<!DOCTYPE html><html><body>{''.join(paragraphs)}<ol>{''.join(notes)}</ol></body></html>".encode()


def read(content: bytes, *settings: str) -> None:
    """Read a page as collate does."""
    own = read_settings([settings_of_options(settings)])
    read_html([SourceContent("a.html", content)], ReadOptions("a.html", Siglum("A"), settings=own))


def times_of_parsing(content: bytes, runs: int, *settings: str) -> float:
    """Return how many times longer reading takes than parsing."""
    ratios = []
    for _ in range(runs):
        start = time.process_time()
        etree.fromstring(content, etree.HTMLParser(encoding="utf-8"))
        parsed = time.process_time()
        read(content, *settings)
        ratios.append((time.process_time() - parsed) / (parsed - start))
    return statistics.median(ratios)


def figures() -> list[Figure]:
    """Measure the reading of pages."""
    gc.collect()
    gc.disable()
    measure = "reading / bare parse"
    return [
        Figure(f"HTML, {size} MB", measure, times_of_parsing(page(size), runs), OF_PARSING, digits=1)
        for size, runs in RUNS.items()
    ]


if __name__ == "__main__":
    print_text(figures_table(figures()))
